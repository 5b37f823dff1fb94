package dev.parley.core.analysis.simreal;

import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;

/**
 * A real mean made surer by simulation: the real mean, plus a weight times how much further simulated episodes do
 * better than the paired ones (Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023; the weight by Angelopoulos, Duchi
 * and Zrnic 2023, PPI++). It aims at the real mean whatever the simulator is; where that is no good, the weight is near
 * 0.
 *
 * @param weight 0 to 1: how much the simulator is believed
 * @param mean may lie a little outside of 0 to 1
 * @param standardError of the mean, for many pairs
 */
public record PredictionPowered(double weight, double mean, double standardError) {
    /** With the weight that makes the error least. */
    public static PredictionPowered of(Twins twins) {
        return weighted(twins, bestWeight(twins));
    }

    /** With a given weight: 0 is the real episodes alone. */
    public static PredictionPowered weighted(Twins twins, double weight) {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("a weight of " + weight + " is not between 0 and 1");
        }
        double[] left = new double[twins.pairs()];
        for (int pair = 0; pair < left.length; pair++) {
            left[pair] = twins.real(pair) - weight * twins.simulated(pair);
        }
        double mean = Moments.mean(left) + weight * twins.meanFurther();
        double variance = Moments.variance(left, 0) / left.length + varianceOfFurtherMean(twins, weight);
        return new PredictionPowered(weight, mean, Math.sqrt(variance));
    }

    /** Of the weighted mean of the further ones. */
    static double varianceOfFurtherMean(Twins twins, double weight) {
        return twins.further() == 0 ? 0 : weight * weight * twins.varianceOfFurther() / twins.further();
    }

    /**
     * Covariance over variance, less the more further episodes are missing; 0 where simulated ones never vary, or there
     * are no further ones.
     */
    static double bestWeight(Twins twins) {
        double spread = twins.varianceOfAllSimulated();
        if (spread == 0 || twins.further() == 0) {
            return 0;
        }
        double share = 1 + (double) twins.pairs() / twins.further();
        return Math.clamp(twins.covariance() / (share * spread), 0, 1);
    }

    /**
     * By the normal distribution: holds the truth far too seldom below a hundred pairs, which is why pages show {@link PairedRate}.
     *
     * @param alpha two-sided error
     */
    public Interval normal(double alpha) {
        double half = Errors.normal(alpha) * standardError;
        return new Interval(mean - half, mean + half);
    }

    /** The same by Student's distribution, and with one less than the pairs below the line of the error. */
    public Interval student(double alpha, int pairs) {
        double half = Errors.student(alpha, pairs - 1) * standardError * Math.sqrt(pairs / (pairs - 1.0));
        return new Interval(mean - half, mean + half);
    }

    /** How many times as many real episodes would say as much, for a correlation and many further ones. */
    public static double worth(double correlation, int pairs, int further) {
        return 1 / (1 - correlation * correlation * further / ((double) pairs + further));
    }
}
