package dev.parley.core.analysis.crowd;

import java.util.Arrays;
import java.util.List;

/**
 * Which of several labels is true when each rater mistakes each label for each other in their own way (Dawid and Skene 1979):
 * expectation-maximisation from shares of votes. A rater may label an item more than once. Deterministic.
 */
public final class Confusions {
    private static final double STILL = 1e-12;
    private static final int MOST_ROUNDS = 20_000;

    private final List<Label> labels;
    private final int classes;
    private final Smoothing smoothing;
    private final double[][] truth;
    private final double[][][] confusion;
    private final double[] share;
    private double logLikelihood = Double.NEGATIVE_INFINITY;
    private int rounds;

    /**
     * What is added to counts, so that a rater who never gave a label may still do so.
     *
     * @param right where label and truth are the same
     * @param wrong elsewhere
     */
    public record Smoothing(double right, double wrong) {
        /** As published. */
        public static final Smoothing NONE = new Smoothing(0, 0);

        /** For raters with few labels. */
        public static final Smoothing USUAL = new Smoothing(0.5, 0.1);
    }

    private Confusions(List<Label> labels, int classes, Smoothing smoothing) {
        this.labels = labels;
        this.classes = classes;
        this.smoothing = smoothing;
        int items = labels.stream().mapToInt(Label::item).max().orElse(-1) + 1;
        int raters = labels.stream().mapToInt(Label::rater).max().orElse(-1) + 1;
        truth = new double[items][classes];
        confusion = new double[raters][classes][classes];
        share = new double[classes];
    }

    /** @throws IllegalArgumentException where there is no label, or one beyond the classes */
    public static Confusions of(List<Label> labels, int classes, Smoothing smoothing) {
        if (labels.isEmpty() || labels.stream().anyMatch(label -> label.label() >= classes)) {
            throw new IllegalArgumentException("labels of " + classes + " classes are from 0 to " + (classes - 1));
        }
        Confusions found = new Confusions(labels, classes, smoothing);
        found.begin();
        double before = Double.NEGATIVE_INFINITY;
        do {
            before = found.logLikelihood;
            found.maximise();
            found.expect();
            found.rounds++;
        } while (!(Math.abs(found.logLikelihood - before) < STILL) && found.rounds < MOST_ROUNDS);
        return found;
    }

    private void begin() {
        for (Label label : labels) {
            truth[label.item()][label.label()]++;
        }
        for (double[] item : truth) {
            scale(item);
        }
    }

    private void maximise() {
        for (double[][] rater : confusion) {
            for (int is = 0; is < classes; is++) {
                Arrays.fill(rater[is], smoothing.wrong());
                rater[is][is] = smoothing.right();
            }
        }
        Arrays.fill(share, 0);
        for (Label label : labels) {
            for (int is = 0; is < classes; is++) {
                confusion[label.rater()][is][label.label()] += truth[label.item()][is];
            }
        }
        for (double[][] rater : confusion) {
            for (double[] is : rater) {
                scale(is);
            }
        }
        for (double[] item : truth) {
            for (int is = 0; is < classes; is++) {
                share[is] += item[is] / truth.length;
            }
        }
    }

    private void expect() {
        for (double[] item : truth) {
            System.arraycopy(share, 0, item, 0, classes);
        }
        // Items that nobody labelled keep the share of each class.
        for (Label label : labels) {
            for (int is = 0; is < classes; is++) {
                truth[label.item()][is] *= confusion[label.rater()][is][label.label()];
            }
        }
        logLikelihood = 0;
        for (double[] item : truth) {
            logLikelihood += Math.log(Arrays.stream(item).sum());
            scale(item);
        }
    }

    private static void scale(double[] values) {
        double sum = Arrays.stream(values).sum();
        for (int i = 0; i < values.length && sum > 0; i++) {
            values[i] /= sum;
        }
    }

    /** Chance of a class for an item. */
    public double truth(int item, int is) {
        return truth[item][is];
    }

    /** The class an item most probably has. */
    public int label(int item) {
        int best = 0;
        for (int is = 1; is < classes; is++) {
            best = truth[item][is] > truth[item][best] ? is : best;
        }
        return best;
    }

    /** How often a rater says {@code said} of what is {@code is}. */
    public double confusion(int rater, int is, int said) {
        return confusion[rater][is][said];
    }

    /** Share of a class among all items. */
    public double share(int is) {
        return share[is];
    }

    public double logLikelihood() {
        return logLikelihood;
    }

    public int rounds() {
        return rounds;
    }
}
