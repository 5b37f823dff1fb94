package dev.parley.core.analysis.interval;

/**
 * Numbers from {@code low} to {@code high}, both among them.
 *
 * @throws IllegalArgumentException where they are not in order, or no numbers
 */
public record Interval(double low, double high) {
    /** All rates: nothing is known. */
    public static final Interval ANY_RATE = new Interval(0, 1);

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("no interval goes from " + low + " to " + high);
        }
    }

    public double width() {
        return high - low;
    }

    public boolean holds(double value) {
        return low <= value && value <= high;
    }

    /** What of it lies within 0 and 1. */
    public Interval asRate() {
        return new Interval(Math.clamp(low, 0, 1), Math.clamp(high, 0, 1));
    }
}
