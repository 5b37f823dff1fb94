package dev.parley.ui.results;

import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.result.Effect;
import dev.parley.core.result.Effects;
import dev.parley.core.result.Moved;
import dev.parley.ui.words.ConditionWords;
import dev.parley.ui.words.RateWords;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What moves the success of one policy, as the page shows it.
 *
 * @param policy its name for people
 * @param where the scene, and the task where one is chosen
 */
public record MovedLook(Moved moved, String policy, String where, String api) {
    /** As many as can be looked at; all of them are in the table. */
    private static final int DRAWN = 12;

    private static final double NARROW = 0.5;

    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%s in %s: %s. Conditions of %,d starts are recorded.",
                policy,
                where,
                RateWords.of(moved.measured().counts(), moved.measured().interval()),
                moved.starts());
    }

    public boolean empty() {
        return moved.effects().isEmpty();
    }

    public String nothing() {
        return "A condition is looked at once there are %d episodes with more and %d with less of it."
                .formatted(Effects.LEAST, Effects.LEAST);
    }

    /** What can be said in one line. */
    public String headline() {
        List<Row> told = rows().stream().filter(Row::told).toList();
        return told.isEmpty()
                ? "No recorded condition moves success by more than chance can."
                : told.size() == 1
                        ? "One condition moves success: " + told.getFirst().name() + "."
                        : "%d conditions move success; %s the most."
                                .formatted(told.size(), told.getFirst().name());
    }

    public List<Row> drawn() {
        return rows().stream().limit(DRAWN).toList();
    }

    public List<Row> rows() {
        double reach = reach();
        return moved.effects().stream().map(effect -> new Row(effect, reach)).toList();
    }

    public int more() {
        return Math.max(0, moved.effects().size() - DRAWN);
    }

    /** Half the ruler: 50 points where nothing is farther, else all 100. */
    private double reach() {
        return moved.effects().stream()
                        .limit(DRAWN)
                        .allMatch(effect -> effect.more().interval().low() >= -NARROW
                                && effect.more().interval().high() <= NARROW)
                ? NARROW
                : 1;
    }

    public String leftEnd() {
        return RateWords.signed(-100 * reach());
    }

    public String rightEnd() {
        return RateWords.signed(100 * reach());
    }

    public List<Integer> ticks() {
        return IntStream.rangeClosed(0, 4).map(i -> 25 * i).boxed().toList();
    }

    public String designEffect() {
        return moved.measured().designEffect() > 1
                ? String.format(
                        Locale.ROOT,
                        "Episodes of one asker are alike, so %.1f of them count as one independent one in these intervals.",
                        moved.measured().designEffect())
                : "";
    }

    /** One condition. */
    public record Row(Effect effect, double reach) {
        public String name() {
            return ConditionWords.name(effect.name());
        }

        public boolean told() {
            return effect.told();
        }

        public String compared() {
            return "%s, against %s"
                    .formatted(
                            ConditionWords.range(effect.name(), effect.fromMore(), effect.toMore()),
                            ConditionWords.range(effect.name(), effect.fromLess(), effect.toLess()));
        }

        public String points() {
            return RateWords.points(effect.more().points(), effect.more().interval());
        }

        public String withMore() {
            return RateWords.of(effect.withMore(), Wilson.of(effect.withMore(), Errors.USUAL));
        }

        public String withLess() {
            return RateWords.of(effect.withLess(), Wilson.of(effect.withLess(), Errors.USUAL));
        }

        public String slope() {
            return effect.slope()
                    .map(slope -> String.format(
                                    Locale.ROOT,
                                    "%.2f (%.2f to %.2f)",
                                    slope.perUnit(),
                                    slope.interval(Errors.USUAL).low(),
                                    slope.interval(Errors.USUAL).high())
                            .replace('-', '−'))
                    .orElse("");
        }

        public String sentence() {
            return "%s: %s with %s".formatted(name(), points(), compared());
        }

        private double along(double points) {
            return Math.clamp(50 + 50 * points / reach, 0.0, 100.0);
        }

        public double at() {
            return along(effect.more().points());
        }

        public double low() {
            return along(effect.more().interval().low());
        }

        public double high() {
            return along(effect.more().interval().high());
        }
    }
}
