package dev.parley.core.analysis.interval;

/**
 * Wilson's score interval of a rate (Wilson 1927; Brown, Cai and DasGupta 2001, section 3.1.1): good at every number of episodes,
 * never outside of 0 to 1.
 */
public final class Wilson {
    private Wilson() {}

    /**
     * At 95 %.
     *
     * @throws IllegalArgumentException for more successes than episodes
     */
    public static Interval of(int successes, int episodes) {
        return of(new Counts(successes, episodes), Errors.USUAL);
    }

    /** @param alpha two-sided error */
    public static Interval of(Counts counts, double alpha) {
        if (counts.episodes() == 0) {
            return Interval.ANY_RATE;
        }
        Interval found = of(counts.rate(), counts.episodes(), Errors.normal(alpha));
        // Exactly: rounding must not leave 1e-17 where nothing, or everything, was done.
        return new Interval(counts.successes() == 0 ? 0 : found.low(), counts.failures() == 0 ? 1 : found.high());
    }

    /**
     * Of a rate that is not a count, as of episodes that are not independent.
     *
     * @param rate 0 to 1
     * @param episodes how many independent ones it is worth, above 0
     * @param z standard deviations to each side
     */
    public static Interval of(double rate, double episodes, double z) {
        if (!(rate >= 0 && rate <= 1) || !(episodes > 0)) {
            throw new IllegalArgumentException("a rate of " + rate + " in " + episodes + " episodes has no interval");
        }
        double stretch = 1 + z * z / episodes;
        double middle = (rate + z * z / (2 * episodes)) / stretch;
        double half = z * Math.sqrt(rate * (1 - rate) / episodes + z * z / (4 * episodes * episodes)) / stretch;
        return new Interval(middle - half, middle + half).asRate();
    }
}
