package dev.parley.core.analysis.interval;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * An interval that may be looked at after every episode: that it ever leaves out the truth, however long one goes on,
 * has at most the chance alpha. Robbins' mixture with an even prior (Robbins 1970; Howard and others 2021): it holds
 * the rates at which the belief Beta(k+1, n-k+1) has a density above alpha. Whatever stops a study must use this one;
 * the others are for a number of episodes that was fixed before.
 */
public final class AnyTime {
    private AnyTime() {}

    /** At 95 %. */
    public static Interval of(int successes, int episodes) {
        return of(new Counts(successes, episodes), Errors.USUAL);
    }

    /** @param alpha chance that it is ever wrong */
    public static Interval of(Counts counts, double alpha) {
        double least = Math.log(Errors.checked(alpha));
        if (counts.episodes() == 0) {
            return Interval.ANY_RATE;
        }
        BetaDistribution belief = BetaDistribution.of(counts.successes() + 1.0, counts.failures() + 1.0);
        double top = counts.rate();
        return new Interval(
                counts.successes() == 0 ? 0 : Roots.between(rate -> belief.logDensity(rate) - least, 0, top),
                counts.failures() == 0 ? 1 : Roots.between(rate -> belief.logDensity(rate) - least, top, 1));
    }
}
