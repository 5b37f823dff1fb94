package dev.parley.core.analysis.versus;

import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Roots;

/**
 * The mean of scores from 0 to 1, guaranteed at every number of them: two bettors, one on a larger and one on a smaller
 * mean, with stakes set by the spread so far (hedged capital: Waudby-Smith and Ramdas 2024, theorem 3 and equations 24
 * to 27). A mean is ruled out once one of them, with half of the purse, has ever made 1/alpha.
 */
public final class BoundedMean {
    private static final double TRUNCATED = 0.5;

    private final double[] scores;
    private final double[] stakes;
    private final double limit;

    private BoundedMean(double[] scores, double[] stakes, double alpha) {
        this.scores = scores;
        this.stakes = stakes;
        this.limit = Math.log(2 / alpha);
    }

    /** For a number of scores that was fixed before. */
    public static Interval fixed(double[] scores, double alpha) {
        return of(scores, alpha, true).interval();
    }

    /** For looking after every score. */
    public static Interval anyTime(double[] scores, double alpha) {
        return of(scores, alpha, false).interval();
    }

    private static BoundedMean of(double[] scores, double alpha, boolean fixed) {
        double gain = 2 * Math.log(2 / Errors.checked(alpha));
        double[] stakes = new double[scores.length];
        // One score of one half with a variance of one quarter comes first, so that the first stake is reasonable.
        double sum = 0.5;
        double squares = 0.25;
        for (int i = 0; i < scores.length; i++) {
            int number = i + 1;
            double variance = squares / number;
            stakes[i] = Math.sqrt(gain / (variance * (fixed ? scores.length : number * Math.log(number + 1.0))));
            if (!(scores[i] >= 0 && scores[i] <= 1)) {
                throw new IllegalArgumentException("a score of " + scores[i] + " is not between 0 and 1");
            }
            sum += scores[i];
            double mean = sum / (number + 1);
            squares += (scores[i] - mean) * (scores[i] - mean);
        }
        return new BoundedMean(scores, stakes, alpha);
    }

    private Interval interval() {
        // The least wealth is somewhere near the mean; from there both ways it only grows.
        double inside = least();
        return new Interval(
                capital(0) < limit ? 0 : Roots.between(mean -> capital(mean) - limit, 0, inside),
                capital(1) < limit ? 1 : Roots.between(mean -> capital(mean) - limit, inside, 1));
    }

    private double least() {
        double low = 0;
        double high = 1;
        // Wealth of the one falls and of the other grows with the mean: where they meet, the larger is least.
        for (int halving = 0; halving < 60; halving++) {
            double middle = (low + high) / 2;
            if (up(middle) > down(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double capital(double mean) {
        return Math.max(up(mean), down(mean));
    }

    /** Logarithm of the most that the bettor on a larger mean ever had. */
    private double up(double mean) {
        double log = 0;
        double most = 0;
        for (int i = 0; i < scores.length; i++) {
            log += Math.log1p(Math.min(stakes[i], mean == 0 ? stakes[i] : TRUNCATED / mean) * (scores[i] - mean));
            most = Math.max(most, log);
        }
        return most;
    }

    private double down(double mean) {
        double log = 0;
        double most = 0;
        for (int i = 0; i < scores.length; i++) {
            log += Math.log1p(
                    -Math.min(stakes[i], mean == 1 ? stakes[i] : TRUNCATED / (1 - mean)) * (scores[i] - mean));
            most = Math.max(most, log);
        }
        return most;
    }
}
