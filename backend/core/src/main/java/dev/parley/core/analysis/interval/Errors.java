package dev.parley.core.analysis.interval;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles for a two-sided error {@code alpha}: the chance, below 1, that an interval misses what it should hold. */
public final class Errors {
    /** What intervals have where nothing else is said: 95 % of them hold the truth. */
    public static final double USUAL = 0.05;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Errors() {}

    /**
     * @return alpha itself
     * @throws IllegalArgumentException where it is no chance between 0 and 1
     */
    public static double checked(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("an error of " + alpha + " is not between 0 and 1");
        }
        return alpha;
    }

    /** Standard deviations to each side, of a normal distribution: 1.96 for 0.05. */
    public static double normal(double alpha) {
        return NORMAL.inverseSurvivalProbability(checked(alpha) / 2);
    }

    /** The same of Student's distribution: wider, since the spread itself was guessed from little. */
    public static double student(double alpha, double degrees) {
        return TDistribution.of(degrees).inverseSurvivalProbability(checked(alpha) / 2);
    }
}
