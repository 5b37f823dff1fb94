package dev.parley.core.analysis.crowd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far raters agree beyond chance: Krippendorff's alpha from the matrix of coincidences (Krippendorff 2011). 1 is
 * always, 0 is as by chance. Any number of raters, any of whom may have left items out; items with one label say
 * nothing and are left out.
 */
public final class Agreement {
    /** From here on, labels may be published. */
    public static final double PUBLISH = 0.8;

    /** From here on, they are tentative; below it, the criterion of success has to be written anew. */
    public static final double TENTATIVE = 0.667;

    private Agreement() {}

    /** How far apart two labels are. */
    public enum Scale {
        /** The same or not. */
        NOMINAL,
        /** By how many labels lie between them. */
        ORDINAL,
        /** By their difference. */
        INTERVAL,
        /** By their difference in parts of their sum; labels are not negative. */
        RATIO
    }

    /**
     * Alpha.
     *
     * @param labels by rater, then by item; NaN where there is none
     * @return empty where fewer than two labels differ: without variation nothing can be said
     */
    public static OptionalDouble alpha(double[][] labels, Scale scale) {
        double[] values = values(labels);
        double[] coincidences = new double[values.length * values.length];
        for (double[] item : coincidences(labels, values)) {
            add(coincidences, item);
        }
        return alpha(values, coincidences, scale);
    }

    static void add(double[] coincidences, double[] item) {
        for (int i = 0; i < item.length; i++) {
            coincidences[i] += item[i];
        }
    }

    /** @param coincidences of all items together, value by value */
    static OptionalDouble alpha(double[] values, double[] coincidences, Scale scale) {
        int kinds = values.length;
        double[] totals = new double[kinds];
        double all = 0;
        for (int i = 0; i < coincidences.length; i++) {
            totals[i / kinds] += coincidences[i];
            all += coincidences[i];
        }
        double observed = 0;
        double expected = 0;
        for (int one = 0; one < kinds; one++) {
            for (int other = 0; other < kinds; other++) {
                double apart = apart(scale, values, totals, one, other);
                observed += coincidences[one * kinds + other] * apart;
                expected += totals[one] * totals[other] * apart;
            }
        }
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - (all - 1) * observed / expected);
    }

    static double[] values(double[][] labels) {
        return Arrays.stream(labels)
                .flatMapToDouble(Arrays::stream)
                .filter(label -> !Double.isNaN(label))
                .distinct()
                .sorted()
                .toArray();
    }

    /** What each item with two labels or more adds, value by value; items with fewer are left out. */
    static List<double[]> coincidences(double[][] labels, double[] values) {
        List<double[]> found = new ArrayList<>();
        int items = Arrays.stream(labels).mapToInt(row -> row.length).max().orElse(0);
        for (int item = 0; item < items; item++) {
            int[] counts = new int[values.length];
            int rated = 0;
            for (double[] rater : labels) {
                if (item < rater.length && !Double.isNaN(rater[item])) {
                    counts[Arrays.binarySearch(values, rater[item])]++;
                    rated++;
                }
            }
            if (rated > 1) {
                found.add(coincidences(counts, rated));
            }
        }
        return found;
    }

    private static double[] coincidences(int[] counts, int rated) {
        double[] coincidences = new double[counts.length * counts.length];
        for (int one = 0; one < counts.length; one++) {
            for (int other = 0; other < counts.length; other++) {
                coincidences[one * counts.length + other] =
                        (double) counts[one] * (counts[other] - (one == other ? 1 : 0)) / (rated - 1);
            }
        }
        return coincidences;
    }

    /** Squared. */
    private static double apart(Scale scale, double[] values, double[] totals, int one, int other) {
        double difference = values[one] - values[other];
        return switch (scale) {
            case NOMINAL -> one == other ? 0 : 1;
            case ORDINAL -> {
                double between = -(totals[one] + totals[other]) / 2;
                for (int i = Math.min(one, other); i <= Math.max(one, other); i++) {
                    between += totals[i];
                }
                yield one == other ? 0 : between * between;
            }
            case INTERVAL -> difference * difference;
            case RATIO -> one == other ? 0 : Math.pow(difference / (values[one] + values[other]), 2);
        };
    }

    /**
     * Cohen's kappa (1960) of two raters who both labelled everything.
     *
     * @param table items by the label of the one, then of the other
     * @return empty where both always said the same one label
     */
    public static OptionalDouble kappa(int[][] table) {
        double all = 0;
        double same = 0;
        double[] rows = new double[table.length];
        double[] columns = new double[table.length];
        for (int row = 0; row < table.length; row++) {
            for (int column = 0; column < table.length; column++) {
                all += table[row][column];
                rows[row] += table[row][column];
                columns[column] += table[row][column];
            }
            same += table[row][row];
        }
        double chance = 0;
        for (int label = 0; label < table.length; label++) {
            chance += rows[label] * columns[label] / (all * all);
        }
        return all == 0 || chance >= 1
                ? OptionalDouble.empty()
                : OptionalDouble.of((same / all - chance) / (1 - chance));
    }
}
