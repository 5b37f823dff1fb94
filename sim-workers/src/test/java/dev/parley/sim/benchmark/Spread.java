package dev.parley.sim.benchmark;

import java.util.Arrays;

/** Repeated measurements of one quantity, shown by their median with the range around it. */
public final class Spread {

    private final double[] sorted;

    public Spread(double[] measured) {
        if (measured.length == 0) {
            throw new IllegalArgumentException("A spread needs at least one measurement");
        }
        sorted = measured.clone();
        Arrays.sort(sorted);
    }

    /** The value below which this share of the measurements lies, 0 to 1. */
    public double quantile(double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    public double median() {
        return quantile(.5);
    }

    @Override
    public String toString() {
        return "%.3f (p5 %.3f, p95 %.3f, worst %.3f, n %d)"
                .formatted(median(), quantile(.05), quantile(.95), sorted[sorted.length - 1], sorted.length);
    }
}
