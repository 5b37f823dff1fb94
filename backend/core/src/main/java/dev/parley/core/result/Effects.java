package dev.parley.core.result;

import dev.parley.core.analysis.effect.RateDifference;
import dev.parley.core.analysis.effect.Slope;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Errors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the recorded conditions of starts moved. Seeds draw conditions independently of each other, so each is looked at alone. */
public final class Effects {
    /** Episodes on each side below which nothing is said of a condition. */
    public static final int LEAST = 10;

    private Effects() {}

    /**
     * Of every condition that varies, the surest differences first. Takes some milliseconds for each thousand starts.
     *
     * @param designEffect how many episodes are worth one independent one, at least 1
     */
    public static List<Effect> of(List<Start> starts, double designEffect) {
        List<Sides> all = new TreeSet<>(starts.stream()
                        .flatMap(start -> start.conditions().keySet().stream())
                        .toList())
                .stream().flatMap(name -> Sides.of(name, starts).stream()).toList();
        List<Effect> effects = new ArrayList<>();
        for (Sides sides : all) {
            effects.add(sides.effect(designEffect, all.size()));
        }
        effects.sort(Comparator.comparing((Effect effect) -> !effect.told())
                .thenComparing(effect -> -Math.abs(effect.more().points()))
                .thenComparing(Effect::name));
        return List.copyOf(effects);
    }

    /**
     * One condition's episodes in two.
     *
     * @param border those at it or above have more
     */
    private record Sides(String name, double[] values, boolean[] done, double border) {

        static Optional<Sides> of(String name, List<Start> starts) {
            List<Start> own = starts.stream()
                    .filter(start -> start.conditions().containsKey(name))
                    .toList();
            double[] values = new double[own.size()];
            boolean[] done = new boolean[own.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = own.get(i).conditions().getOrDefault(name, 0.0);
                done[i] = own.get(i).done();
            }
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            if (sorted.length < 2 * LEAST || sorted[0] == sorted[sorted.length - 1]) {
                return Optional.empty();
            }
            double middle = sorted[sorted.length / 2];
            // Where half of them have the least value, the border is the next one.
            double border = middle > sorted[0]
                    ? middle
                    : Arrays.stream(sorted)
                            .filter(value -> value > middle)
                            .findFirst()
                            .orElseThrow();
            Sides sides = new Sides(name, values, done, border);
            return sides.counts(true).episodes() >= LEAST && sides.counts(false).episodes() >= LEAST
                    ? Optional.of(sides)
                    : Optional.empty();
        }

        Counts counts(boolean more) {
            int episodes = 0;
            int successes = 0;
            for (int i = 0; i < values.length; i++) {
                if (values[i] >= border == more) {
                    episodes++;
                    successes += done[i] ? 1 : 0;
                }
            }
            return new Counts(successes, episodes);
        }

        Effect effect(double designEffect, int conditions) {
            Counts less = counts(false);
            Counts more = counts(true);
            boolean two = Arrays.stream(values).distinct().count() == 2;
            return new Effect(
                    name,
                    Arrays.stream(values).min().orElseThrow(),
                    Arrays.stream(values).filter(value -> value < border).max().orElseThrow(),
                    border,
                    Arrays.stream(values).max().orElseThrow(),
                    less,
                    more,
                    RateDifference.of(more, less, Errors.USUAL, designEffect),
                    RateDifference.of(more, less, Errors.USUAL / conditions, designEffect)
                            .told(),
                    two ? Optional.empty() : Slope.of(values, done));
        }
    }
}
