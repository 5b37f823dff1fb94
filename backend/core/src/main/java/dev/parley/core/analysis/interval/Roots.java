package dev.parley.core.analysis.interval;

import java.util.function.DoubleUnaryOperator;

/** Where something changes its sign. */
public final class Roots {
    /** Halvings until two doubles between 0 and 1 are neighbours. */
    private static final int HALVINGS = 64;

    private Roots() {}

    /**
     * By halving: slow, and sure for whatever goes from one sign to the other, with infinite values at the ends too.
     *
     * @param of has one sign at {@code low} and not at {@code high}
     */
    public static double between(DoubleUnaryOperator of, double low, double high) {
        boolean below = of.applyAsDouble(low) > 0;
        double from = low;
        double to = high;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (from + to) / 2;
            if (of.applyAsDouble(middle) > 0 == below) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return (from + to) / 2;
    }
}
