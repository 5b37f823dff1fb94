package dev.parley.core.analysis.crowd;

import java.util.Arrays;
import java.util.List;

/**
 * Which of two labels is true when each rater is right with a chance of their own, whatever the truth (one-coin
 * Dawid-Skene: Ghosh, Kale and McAfee 2011; Zhang, Chen, Zhou and Jordan 2014): expectation-maximisation with priors
 * Beta(4, 2) on being right and Beta(2, 2) on the share of successes. Somebody who is mostly wrong counts the other way
 * round. Deterministic.
 *
 * @param success chance of label 1, by item
 * @param right chance of being right, by rater
 * @param share of successes among all
 * @param rounds until nothing changed
 */
public record OneCoin(List<Double> success, List<Double> right, double share, int rounds) {
    /** From here on (and from one less this on, downwards) a label is final without another rater. */
    public static final double FINAL = 0.95;

    private static final double START = 0.7;
    private static final double RIGHT_BEFORE = 3;
    private static final double LABELS_BEFORE = 4;
    private static final double LEAST = 0.001;
    private static final double STILL = 1e-10;
    private static final int MOST_ROUNDS = 10_000;

    /**
     * Labels 0 and 1.
     *
     * @param reviewed by item, what a researcher said: 1 or 0 hold it there whatever raters say; NaN, or beyond the
     *     end, where nobody did
     * @param reviewer how often a review is right
     */
    public static OneCoin of(List<Label> labels, double[] reviewed, double reviewer) {
        Label.checkTwoClasses(labels);
        int items = Math.max(
                reviewed.length, labels.stream().mapToInt(Label::item).max().orElse(-1) + 1);
        int raters = labels.stream().mapToInt(Label::rater).max().orElse(-1) + 1;
        double[] success = new double[items];
        double[] right = new double[raters];
        Arrays.fill(success, Double.NaN);
        Arrays.fill(right, START);
        double share = 0.5;
        int round = 0;
        double change = Double.MAX_VALUE;
        while (!(change < STILL) && round < MOST_ROUNDS) {
            double[] next = expected(labels, items, right, share, reviewed, reviewer);
            change = largest(success, next);
            success = next;
            right = rightness(labels, raters, success);
            share = (Arrays.stream(success).sum() + 1) / (items + 2);
            round++;
        }
        return new OneCoin(
                Arrays.stream(success).boxed().toList(),
                Arrays.stream(right).boxed().toList(),
                share,
                round);
    }

    /** Without any review. */
    public static OneCoin of(List<Label> labels) {
        return of(labels, new double[0], 1);
    }

    private static double[] expected(
            List<Label> labels, int items, double[] right, double share, double[] reviewed, double reviewer) {
        double[] log = new double[items];
        Arrays.fill(log, logit(share));
        for (Label label : labels) {
            log[label.item()] += (label.label() == 1 ? 1 : -1) * logit(right[label.rater()]);
        }
        for (int item = 0; item < items; item++) {
            double chance = 1 / (1 + Math.exp(-log[item]));
            boolean known = item < reviewed.length && !Double.isNaN(reviewed[item]);
            log[item] = known ? (reviewed[item] == 1 ? reviewer : 1 - reviewer) : chance;
        }
        return log;
    }

    private static double[] rightness(List<Label> labels, int raters, double[] success) {
        double[] agreed = new double[raters];
        double[] all = new double[raters];
        for (Label label : labels) {
            agreed[label.rater()] += label.label() == 1 ? success[label.item()] : 1 - success[label.item()];
            all[label.rater()]++;
        }
        for (int rater = 0; rater < raters; rater++) {
            agreed[rater] = Math.clamp((RIGHT_BEFORE + agreed[rater]) / (LABELS_BEFORE + all[rater]), LEAST, 1 - LEAST);
        }
        return agreed;
    }

    private static double logit(double chance) {
        return Math.log(chance / (1 - chance));
    }

    private static double largest(double[] before, double[] after) {
        double largest = 0;
        for (int i = 0; i < before.length; i++) {
            largest = Double.isNaN(before[i]) ? Double.MAX_VALUE : Math.max(largest, Math.abs(after[i] - before[i]));
        }
        return largest;
    }

    /** What is to be done about an item. */
    public boolean settled(int item) {
        return success.get(item) >= FINAL || success.get(item) <= 1 - FINAL;
    }
}
