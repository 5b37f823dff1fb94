package dev.parley.core.analysis.effect;

import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.LogisticDistribution;

/**
 * How success moves with a condition that is a number, as friction or light: log odds of success as a line (Cox 1958),
 * by Newton's method.
 *
 * @param intercept log odds where the condition is 0
 * @param perUnit log odds for each unit more
 * @param interceptError standard error
 * @param perUnitError standard error
 */
public record Slope(double intercept, double perUnit, double interceptError, double perUnitError) {
    private static final int MOST_STEPS = 50;
    private static final double STILL = 1e-12;
    private static final double RUNS_AWAY = 1e3;
    private static final LogisticDistribution LOGISTIC = LogisticDistribution.of(0, 1);

    /**
     * The line.
     *
     * @param condition of each episode
     * @param done whether it succeeded, by episode
     * @return empty where one value of the condition parts all successes from all failures, or it never varies: then no
     *     line is the best
     */
    public static Optional<Slope> of(double[] condition, boolean[] done) {
        if (condition.length != done.length) {
            throw new IllegalArgumentException(condition.length + " conditions of " + done.length + " episodes");
        }
        double middle = Arrays.stream(condition).average().orElse(0);
        double spread = Math.sqrt(Arrays.stream(condition)
                .map(one -> (one - middle) * (one - middle))
                .average()
                .orElse(0));
        if (spread == 0) {
            return Optional.empty();
        }
        double[] scaled =
                Arrays.stream(condition).map(one -> (one - middle) / spread).toArray();
        return scaled(scaled, done).map(line -> line.unscaled(middle, spread));
    }

    /** @param covariance of the two */
    private record Line(double at, double slope, double[] covariance) {
        Slope unscaled(double middle, double spread) {
            double shift = middle / spread;
            double variance = covariance[0] - 2 * shift * covariance[1] + shift * shift * covariance[2];
            return new Slope(
                    at - slope * shift, slope / spread, Math.sqrt(variance), Math.sqrt(covariance[2]) / spread);
        }
    }

    /** Of a condition with mean 0 and deviation 1, so that both slopes are of a size. */
    private static Optional<Line> scaled(double[] condition, boolean[] done) {
        double at = 0;
        double slope = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] push = new double[2];
            double[] falls = new double[3];
            for (int episode = 0; episode < done.length; episode++) {
                double x = condition[episode];
                double chance = LOGISTIC.cumulativeProbability(at + slope * x);
                double more = (done[episode] ? 1 : 0) - chance;
                double weight = chance * (1 - chance);
                push[0] += more;
                push[1] += more * x;
                falls[0] += weight;
                falls[1] += weight * x;
                falls[2] += weight * x * x;
            }
            double all = falls[0] * falls[2] - falls[1] * falls[1];
            if (!(all > 0) || Math.abs(at) + Math.abs(slope) > RUNS_AWAY) {
                return Optional.empty();
            }
            double moveAt = (falls[2] * push[0] - falls[1] * push[1]) / all;
            double moveSlope = (falls[0] * push[1] - falls[1] * push[0]) / all;
            at += moveAt;
            slope += moveSlope;
            if (Math.abs(moveAt) + Math.abs(moveSlope) < STILL) {
                return Optional.of(new Line(at, slope, new double[] {falls[2] / all, -falls[1] / all, falls[0] / all}));
            }
        }
        return Optional.empty();
    }

    /** Log odds for each unit more. */
    public Interval interval(double alpha) {
        double half = Errors.normal(alpha) * perUnitError;
        return new Interval(perUnit - half, perUnit + half);
    }

    /** Chance of success under a condition, 0 to 1. */
    public double at(double condition) {
        return LOGISTIC.cumulativeProbability(intercept + perUnit * condition);
    }
}
