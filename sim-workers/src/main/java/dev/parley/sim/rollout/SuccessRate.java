package dev.parley.sim.rollout;

import java.util.Locale;

/** Successes among independent trials, with Wilson's score interval (Wilson, 1927) at 95 %. */
public record SuccessRate(int successes, int trials) {

    private static final double Z = 1.959963984540054;

    public SuccessRate {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "Successes must lie between 0 and a positive number of trials, got " + successes + " of " + trials);
        }
    }

    public double low() {
        return centre() - halfWidth();
    }

    public double high() {
        return centre() + halfWidth();
    }

    private double centre() {
        double rate = successes / (double) trials;
        return (rate + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double halfWidth() {
        double rate = successes / (double) trials;
        return Z * Math.sqrt(rate * (1 - rate) / trials + Z * Z / (4.0 * trials * trials)) / (1 + Z * Z / trials);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d/%d (95 %% Wilson %.3f to %.3f)",
                successes,
                trials,
                Math.max(0, low()),
                Math.min(1, high()));
    }
}
