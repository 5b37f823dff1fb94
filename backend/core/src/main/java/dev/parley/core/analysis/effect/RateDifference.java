package dev.parley.core.analysis.effect;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;

/**
 * How much higher one rate is than another, of episodes that are not paired, as of a board that was fixed and one that
 * was loose: the interval by squares of the distances of Wilson's limits (Newcombe 1998, method 10).
 *
 * @param points the first less the second, -1 to 1
 */
public record RateDifference(double points, Interval interval) {
    /**
     * The difference.
     *
     * @param alpha two-sided error
     * @throws IllegalArgumentException where one has no episode
     */
    public static RateDifference of(Counts first, Counts second, double alpha) {
        return of(first, second, alpha, 1);
    }

    /**
     * The same of episodes that are not independent, with the intervals of both for as many as they are worth.
     *
     * @param designEffect how many episodes are worth one independent one, at least 1
     */
    public static RateDifference of(Counts first, Counts second, double alpha, double designEffect) {
        if (first.episodes() == 0 || second.episodes() == 0) {
            throw new IllegalArgumentException("without episodes there is no difference");
        }
        if (!(designEffect >= 1)) {
            throw new IllegalArgumentException("a design effect of " + designEffect + " is below 1");
        }
        Interval one = worth(first, alpha, designEffect);
        Interval other = worth(second, alpha, designEffect);
        double points = first.rate() - second.rate();
        double below = Math.hypot(first.rate() - one.low(), other.high() - second.rate());
        double above = Math.hypot(one.high() - first.rate(), second.rate() - other.low());
        return new RateDifference(points, new Interval(Math.max(-1, points - below), Math.min(1, points + above)));
    }

    private static Interval worth(Counts counts, double alpha, double designEffect) {
        return designEffect == 1
                ? Wilson.of(counts, alpha)
                : Wilson.of(counts.rate(), counts.episodes() / designEffect, Errors.normal(alpha));
    }

    /** Whether the interval leaves out that there is none. */
    public boolean told() {
        return !interval.holds(0);
    }
}
