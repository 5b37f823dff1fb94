package dev.parley.core.analysis.interval;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * What is believed of a rate after some episodes, by Jeffreys' prior Beta(1/2, 1/2), and the interval of it (Brown, Cai
 * and DasGupta 2001, section 3.1.3).
 */
public final class Jeffreys {
    private static final double HALF = 0.5;

    private Jeffreys() {}

    /** The belief. */
    public static BetaDistribution posterior(Counts counts) {
        return BetaDistribution.of(counts.successes() + HALF, counts.failures() + HALF);
    }

    /** At 95 %. */
    public static Interval of(int successes, int episodes) {
        return of(new Counts(successes, episodes), Errors.USUAL);
    }

    /**
     * The middle of the belief, but to 0 where nothing was done and to 1 where everything was: else an interval could
     * leave out the very rate that was seen.
     *
     * @param alpha two-sided error
     */
    public static Interval of(Counts counts, double alpha) {
        Errors.checked(alpha);
        BetaDistribution posterior = posterior(counts);
        return new Interval(
                counts.successes() == 0 ? 0 : posterior.inverseCumulativeProbability(alpha / 2),
                counts.failures() == 0 ? 1 : posterior.inverseSurvivalProbability(alpha / 2));
    }

    /** Below which the rate lies with the chance {@code error} alone; exactly 0 where nothing was done. */
    public static double atLeast(Counts counts, double error) {
        return counts.successes() == 0 ? 0 : posterior(counts).inverseCumulativeProbability(Errors.checked(error));
    }

    /** The chance that the rate is above {@code rate}. */
    public static double above(Counts counts, double rate) {
        return posterior(counts).survivalProbability(rate);
    }
}
