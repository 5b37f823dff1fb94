package dev.parley.core.analysis.simreal;

/** Means and variances. */
final class Moments {
    private Moments() {}

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** @param less by how much the number below the line is less than theirs */
    static double variance(double[] values, int less) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - less);
    }
}
