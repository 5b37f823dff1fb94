package dev.parley.core.analysis.versus;

import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Roots;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Two policies by scores from 0 to 1 (partial success), block by block, looked at any time: the wealth of somebody who
 * bets on the first being better, over all stakes evenly (BET-DIFF; the family of Waudby-Smith and Ramdas 2024 and of
 * Snyder and others 2026). Of scores 0 and 1 alone it is {@link Evidence}.
 */
public final class Differences {
    private final double[] differences;
    /** How often each was seen. */
    private final int[] times;

    private Differences(double[] differences, int[] times) {
        this.differences = differences;
        this.times = times;
    }

    /**
     * @param differences first score less second, each -1 to 1, by block
     * @throws IllegalArgumentException where one is outside
     */
    public static Differences of(double... differences) {
        for (double difference : differences) {
            if (!(Math.abs(difference) <= 1)) {
                throw new IllegalArgumentException("scores from 0 to 1 do not differ by " + difference);
            }
        }
        int[] once = new int[differences.length];
        Arrays.fill(once, 1);
        return new Differences(differences.clone(), once);
    }

    /** Of successes alone, in blocks by who did it: the order does not matter. */
    public static Differences ofBlocks(int firstAlone, int secondAlone, int alike) {
        double[] differences = {1, -1, 0};
        int[] times = {firstAlone, secondAlone, alike};
        int[] seen = IntStream.range(0, times.length)
                .filter(place -> times[place] > 0)
                .toArray();
        return new Differences(
                Arrays.stream(seen).mapToDouble(place -> differences[place]).toArray(),
                Arrays.stream(seen).map(place -> times[place]).toArray());
    }

    /** The e-value for the first being better. */
    public double forFirst() {
        return wealth(differences, times, 0);
    }

    /** The e-value for the second being better. */
    public double forSecond() {
        return wealth(mirrored(), times, 0);
    }

    /**
     * The mean difference, whenever one looks.
     *
     * @param alpha chance that it is ever wrong, over both sides
     */
    public Interval mean(double alpha) {
        double threshold = 2 / Errors.checked(alpha);
        double[] mirrored = mirrored();
        return new Interval(lowest(differences, times, threshold), -lowest(mirrored, times, threshold));
    }

    /** The least mean that the bets on a larger one have not ruled out. */
    private static double lowest(double[] differences, int[] times, double threshold) {
        if (wealth(differences, times, -1) < threshold) {
            return -1;
        }
        return Roots.between(mean -> wealth(differences, times, mean) - threshold, -1, 1);
    }

    /**
     * The integral of the product of 1 + t (d - m) / (1 + m) over stakes t from 0 to 1. At m = -1 stakes have no bound
     * and any d above it makes wealth without end.
     */
    private static double wealth(double[] differences, int[] times, double mean) {
        if (mean <= -1) {
            return Arrays.stream(differences).anyMatch(d -> d > -1) ? Double.POSITIVE_INFINITY : 1;
        }
        GaussLegendre points = GaussLegendre.POINTS;
        double sum = 0;
        for (int point = 0; point < points.at.length; point++) {
            double stake = points.at[point] / (1 + mean);
            double log = 0;
            for (int i = 0; i < differences.length; i++) {
                log += times[i] * Math.log1p(stake * (differences[i] - mean));
            }
            sum += points.weight[point] * Math.exp(log);
        }
        return sum;
    }

    private double[] mirrored() {
        return Arrays.stream(differences).map(difference -> -difference).toArray();
    }
}
