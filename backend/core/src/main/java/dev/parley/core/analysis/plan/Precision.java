package dev.parley.core.analysis.plan;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Jeffreys;
import dev.parley.core.analysis.interval.Wilson;

/**
 * How many more episodes until a rate is known within so many points.
 *
 * @param expected if the rate stays what is believed now
 * @param atMost if it turns out to be the one in today's interval that needs most
 */
public record Precision(int expected, int atMost) {
    /** Plus or minus five points. */
    public static final double FIVE_POINTS = 0.05;

    private static final int MOST = 100_000_000;

    /**
     * The number.
     *
     * @param within half of the interval's width that is wanted, 0 to 1/2
     * @param alpha two-sided error
     * @param designEffect how many episodes of people or stations are worth one independent one, at least 1
     */
    public static Precision of(Counts soFar, double within, double alpha, double designEffect) {
        if (!(within > 0 && within < 0.5) || !(designEffect >= 1)) {
            throw new IllegalArgumentException("half a width of " + within + " with an effect of " + designEffect);
        }
        double z = Errors.normal(alpha);
        double believed = (soFar.successes() + 0.5) / (soFar.episodes() + 1.0);
        Interval today = Jeffreys.of(soFar, alpha);
        double hardest = Math.clamp(0.5, today.low(), today.high());
        return new Precision(
                more(soFar, needed(believed, within, z), designEffect),
                more(soFar, needed(hardest, within, z), designEffect));
    }

    private static int more(Counts soFar, int independent, double designEffect) {
        return (int) Math.max(0, Math.ceil(independent * designEffect) - soFar.episodes());
    }

    /**
     * The least number of independent episodes of which Wilson's interval is narrow enough; its width only falls with
     * their number.
     */
    static int needed(double rate, double within, double z) {
        int few = 0;
        int enough = MOST;
        while (enough - few > 1) {
            int middle = few + (enough - few) / 2;
            if (Wilson.of(rate, middle, z).width() <= 2 * within) {
                enough = middle;
            } else {
                few = middle;
            }
        }
        return enough;
    }
}
