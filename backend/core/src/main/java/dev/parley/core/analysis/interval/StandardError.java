package dev.parley.core.analysis.interval;

/**
 * The standard error of a rate, sqrt(p (1 - p) / n), by which Jang (2022) reckons that 3,000 episodes at one half are
 * known within one point. For planning and axes alone: as an interval it leaves out too much where rates are near 0 or
 * 1 (Brown, Cai and DasGupta 2001).
 */
public final class StandardError {
    private StandardError() {}

    /**
     * @param rate 0 to 1
     * @param episodes at least 1
     */
    public static double of(double rate, int episodes) {
        if (!(rate >= 0 && rate <= 1) || episodes < 1) {
            throw new IllegalArgumentException("a rate of " + rate + " in " + episodes + " episodes has no error");
        }
        return Math.sqrt(rate * (1 - rate) / episodes);
    }
}
