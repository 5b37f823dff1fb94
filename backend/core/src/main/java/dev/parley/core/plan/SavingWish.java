package dev.parley.core.plan;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which studies are played.
 *
 * @param percents true rate of success of each policy, whole per cent, from high to low: who wants nearly the same, gets
 *     the same
 * @param episodes of the design with a fixed number, over all policies
 */
public record SavingWish(List<Integer> percents, int episodes) {
    public static final int LEAST_POLICIES = 2;
    public static final int MOST_POLICIES = 8;
    public static final int LEAST_EPISODES = 20;
    public static final int MOST_EPISODES = 1000;

    /** Six policies from 70 to 20 per cent: where nothing was measured, and to compare with what is published. */
    public static final SavingWish EXAMPLE = new SavingWish(List.of(70, 60, 50, 45, 30, 20), 600);

    /** @throws ParleyException BODY_MALFORMED, naming what would be right */
    public SavingWish {
        percents = percents.stream().sorted((one, other) -> other - one).toList();
        if (percents.size() < LEAST_POLICIES
                || percents.size() > MOST_POLICIES
                || percents.stream().anyMatch(percent -> percent < 0 || percent > 100)) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "rates are %d to %d numbers from 0 to 1 with commas between, such as 0.7,0.5."
                            .formatted(LEAST_POLICIES, MOST_POLICIES));
        }
        if (percents.get(0).equals(percents.get(1))) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "The two highest rates are the same per cent: then no study is right about the best.");
        }
        if (episodes < LEAST_EPISODES || episodes > MOST_EPISODES) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "episodes is a whole number from %d to %d.".formatted(LEAST_EPISODES, MOST_EPISODES));
        }
    }

    double[] rates() {
        return percents.stream().mapToDouble(percent -> percent / 100.0).toArray();
    }

    /** As an address carries it. */
    public String rateText() {
        return percents.stream()
                .map(percent -> percent % 100 == 0 ? String.valueOf(percent / 100) : "0.%02d".formatted(percent))
                .collect(Collectors.joining(","));
    }
}
