package dev.parley.core.analysis.simreal;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.versus.BoundedMean;
import java.util.Arrays;

/**
 * The real mean with an interval that is guaranteed at any number of pairs: each pair gets the mean of simulated
 * episodes of its own share of further scenes, so that what is left has the real mean and known bounds, and {@link
 * BoundedMean} does the rest (after Badithela and others 2025, SureSim; this construction is valid by itself). Worth it
 * from about 100 pairs and a correlation of 0.7 on: with few pairs it is wider than no simulation at all.
 */
public final class GuaranteedMean {
    /** Below it, real episodes alone say more. */
    public static final int WORTH_IT_FROM_PAIRS = 100;

    /** Below it, too. */
    public static final double WORTH_IT_FROM_CORRELATION = 0.7;

    private GuaranteedMean() {}

    /**
     * The interval.
     *
     * @param real n scores, 0 to 1
     * @param simulated of the same task and scene, n
     * @param fresh mean of further simulated ones of each pair's own share, n
     * @param weight how much the simulator is believed, fixed before any of them was seen
     * @param alpha two-sided error
     */
    public static Interval of(double[] real, double[] simulated, double[] fresh, double weight, double alpha) {
        double stretch = 1 + 2 * weight;
        double[] scores = Arrays.stream(scores(real, simulated, fresh, weight))
                .map(score -> (score + weight) / stretch)
                .toArray();
        Interval scaled = BoundedMean.fixed(scores, alpha);
        return new Interval(scaled.low() * stretch - weight, scaled.high() * stretch - weight).asRate();
    }

    /** The estimate that the interval is of, as unbiased as that of real episodes alone; parameters as there. */
    public static double mean(double[] real, double[] simulated, double[] fresh, double weight) {
        return Arrays.stream(scores(real, simulated, fresh, weight)).average().orElse(Double.NaN);
    }

    /** From -weight to 1 + weight. */
    private static double[] scores(double[] real, double[] simulated, double[] fresh, double weight) {
        if (real.length != simulated.length || real.length != fresh.length) {
            throw new IllegalArgumentException(
                    real.length + ", " + simulated.length + " and " + fresh.length + " scores do not belong together");
        }
        double[] scores = new double[real.length];
        for (int pair = 0; pair < real.length; pair++) {
            scores[pair] = real[pair] - weight * simulated[pair] + weight * fresh[pair];
        }
        return scores;
    }
}
