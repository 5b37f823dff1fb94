package dev.parley.core.analysis.effect;

import dev.parley.core.analysis.interval.Counts;
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
        if (first.episodes() == 0 || second.episodes() == 0) {
            throw new IllegalArgumentException("without episodes there is no difference");
        }
        Interval one = Wilson.of(first, alpha);
        Interval other = Wilson.of(second, alpha);
        double points = first.rate() - second.rate();
        double below = Math.hypot(first.rate() - one.low(), other.high() - second.rate());
        double above = Math.hypot(one.high() - first.rate(), second.rate() - other.low());
        return new RateDifference(points, new Interval(Math.max(-1, points - below), Math.min(1, points + above)));
    }

    /** Whether the interval leaves out that there is none. */
    public boolean told() {
        return !interval.holds(0);
    }
}
