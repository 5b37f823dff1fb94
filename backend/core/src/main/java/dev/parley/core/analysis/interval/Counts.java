package dev.parley.core.analysis.interval;

/**
 * Successes among judged episodes that are independent of each other.
 *
 * @throws IllegalArgumentException for more successes than episodes, or less than none
 */
public record Counts(int successes, int episodes) {
    public Counts {
        if (successes < 0 || successes > episodes) {
            throw new IllegalArgumentException(successes + " successes of " + episodes + " episodes cannot be");
        }
    }

    /** The share; NaN of none. */
    public double rate() {
        return (double) successes / episodes;
    }

    public int failures() {
        return episodes - successes;
    }

    /** Whether all ended alike, or there are none. */
    public boolean oneSided() {
        return successes == 0 || failures() == 0;
    }
}
