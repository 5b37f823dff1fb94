package dev.parley.core.analysis.interval;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact interval of a rate (Clopper and Pearson 1934): it holds the truth at least as often as it says, and is wider than the
 * others for it.
 */
public final class ClopperPearson {
    private ClopperPearson() {}

    /** At 95 %. */
    public static Interval of(int successes, int episodes) {
        return of(new Counts(successes, episodes), Errors.USUAL);
    }

    /** @param alpha two-sided error */
    public static Interval of(Counts counts, double alpha) {
        Errors.checked(alpha);
        int done = counts.successes();
        int not = counts.failures();
        return new Interval(
                done == 0 ? 0 : BetaDistribution.of(done, not + 1).inverseCumulativeProbability(alpha / 2),
                not == 0 ? 1 : BetaDistribution.of(done + 1, not).inverseSurvivalProbability(alpha / 2));
    }
}
