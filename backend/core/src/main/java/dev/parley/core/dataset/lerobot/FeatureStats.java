package dev.parley.core.dataset.lerobot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What is said of a feature's numbers, taken in one row after another: least, most, mean, population standard deviation (Welford) and
 * quantiles (of all rows up to 10,000, else of as many drawn evenly: Vitter's algorithm R with a fixed seed). One thread.
 */
final class FeatureStats {
    static final List<String> NAMES = List.of("min", "max", "mean", "std", "count", "q01", "q10", "q50", "q90", "q99");

    private static final double[] QUANTILES = {0.01, 0.1, 0.5, 0.9, 0.99};
    private static final int MOST_KEPT = 10_000;

    private final int width;
    private final double[] min;
    private final double[] max;
    private final double[] mean;
    private final double[] squares;
    private final List<float[]> kept = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private long count;

    FeatureStats(int width) {
        this.width = width;
        min = new double[width];
        max = new double[width];
        mean = new double[width];
        squares = new double[width];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    void add(float... row) {
        count++;
        for (int i = 0; i < width; i++) {
            double value = row[i];
            min[i] = Math.min(min[i], value);
            max[i] = Math.max(max[i], value);
            double off = value - mean[i];
            mean[i] += off / count;
            squares[i] += off * (value - mean[i]);
        }
        if (kept.size() < MOST_KEPT) {
            kept.add(row.clone());
        } else {
            long place = random.nextLong(count);
            if (place < MOST_KEPT) {
                kept.set((int) place, row.clone());
            }
        }
    }

    /** By name, each as long as the feature is wide; {@code count} is one number. */
    Map<String, List<? extends Number>> all() {
        Map<String, List<? extends Number>> stats = new LinkedHashMap<>();
        stats.put("min", list(min));
        stats.put("max", list(max));
        stats.put("mean", list(mean));
        double[] deviation = new double[width];
        for (int i = 0; i < width; i++) {
            deviation[i] = count == 0 ? 0 : Math.sqrt(squares[i] / count);
        }
        stats.put("std", list(deviation));
        stats.put("count", List.of(count));
        double[][] quantiles = quantiles();
        for (int i = 0; i < QUANTILES.length; i++) {
            stats.put(NAMES.get(5 + i), list(quantiles[i]));
        }
        return stats;
    }

    private double[][] quantiles() {
        double[][] quantiles = new double[QUANTILES.length][width];
        for (int i = 0; i < width; i++) {
            int column = i;
            double[] sorted =
                    kept.stream().mapToDouble(row -> row[column]).sorted().toArray();
            for (int q = 0; q < QUANTILES.length; q++) {
                quantiles[q][i] = between(sorted, QUANTILES[q] * (sorted.length - 1));
            }
        }
        return quantiles;
    }

    private static double between(double[] sorted, double place) {
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
