package dev.parley.core.analysis.drift;

/**
 * Whether a rate has fallen below a border at some time that nobody knows, watched day by day without end: a Shiryaev-Roberts
 * e-detector (Shiryaev 1963; Roberts 1966; Shin, Ramdas and Rinaldo 2023, "E-detectors", section 2.4). For a lower rate q, each day
 * multiplies by the likelihood ratio of its tries,
 *
 * <pre>R(t) = (1 + R(t-1)) (q/L)^done ((1-q)/(1-L))^failed</pre>
 *
 * and the evidence is the mean over q = L/8, 2L/8 … 7L/8. As long as the tries of each day are done at a mean rate of L or more, given
 * what was before, R(t) - t falls on average, so that the mean number of days until a false alarm at R(t) ≥ A is at least A. The tries of
 * one day need not be alike: with rates p(i) whose mean is L or more, the mean of the product is at most 1 by the inequality of the
 * arithmetic and the geometric mean. Not thread-safe.
 */
public final class FellBelow {
    private static final int LOWER_RATES = 7;

    private final double border;
    private final double falseAlarmEveryDays;
    private final double[] evidence = new double[LOWER_RATES];
    private boolean fell;

    /**
     * @param border L, at or above which all is well: 0 to 1, both left out
     * @param falseAlarmEveryDays A, at least 1: days between two false alarms, on average
     */
    public FellBelow(double border, double falseAlarmEveryDays) {
        if (!(border > 0 && border < 1) || !(falseAlarmEveryDays >= 1)) {
            throw new IllegalArgumentException("a border of " + border + " with a false alarm every "
                    + falseAlarmEveryDays + " days cannot be watched");
        }
        this.border = border;
        this.falseAlarmEveryDays = falseAlarmEveryDays;
    }

    /**
     * One day; none without tries.
     *
     * @return whether it fell, today or before: an alarm stays
     */
    public boolean add(int done, int failed) {
        if (done < 0 || failed < 0) {
            throw new IllegalArgumentException(done + " done and " + failed + " failed tries cannot be");
        }
        if (fell || done + failed == 0) {
            return fell;
        }
        for (int i = 0; i < LOWER_RATES; i++) {
            double lower = border * (i + 1) / (LOWER_RATES + 1);
            double ratio = done * Math.log(lower / border) + failed * Math.log((1 - lower) / (1 - border));
            evidence[i] = (1 + evidence[i]) * Math.exp(ratio);
        }
        fell = evidence() >= falseAlarmEveryDays;
        return fell;
    }

    public boolean fell() {
        return fell;
    }

    /** An alarm is given where this reaches the number of days. */
    public double evidence() {
        double sum = 0;
        for (double each : evidence) {
            sum += each;
        }
        return sum / LOWER_RATES;
    }
}
