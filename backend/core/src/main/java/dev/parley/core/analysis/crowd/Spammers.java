package dev.parley.core.analysis.crowd;

import java.util.Arrays;
import java.util.List;

/**
 * How much of what each rater says is meant: with a chance of their own they give the true label, else they say
 * something by habit (MACE: Hovy, Berg-Kirkpatrick, Vaswani and Hovy 2013). Expectation-maximisation with Beta(1/2,
 * 1/2) on meaning it and ten of each label on the habit, and both labels as likely. Its use is a share that can be told
 * to people; somebody who is mostly wrong is called a spammer here, where {@link OneCoin} turns them round.
 * Deterministic.
 *
 * @param success chance of label 1, by item
 * @param meant share of labels that are meant, by rater
 * @param rounds until no such share moved by 1e-12
 */
public record Spammers(List<Double> success, List<Double> meant, int rounds) {
    private static final double BEFORE = 0.5;
    private static final double HABIT_BEFORE = 10;
    private static final double STILL = 1e-12;
    private static final int MOST_ROUNDS = 20_000;

    /** Labels 0 and 1. */
    public static Spammers of(List<Label> labels) {
        Label.checkTwoClasses(labels);
        int items = labels.stream().mapToInt(Label::item).max().orElse(-1) + 1;
        int raters = labels.stream().mapToInt(Label::rater).max().orElse(-1) + 1;
        double[] meant = new double[raters];
        double[] habit = new double[raters];
        double[] success = new double[items];
        Arrays.fill(meant, BEFORE);
        Arrays.fill(habit, 0.5);
        int round = 0;
        double change = 1;
        while (!(change < STILL) && round < MOST_ROUNDS) {
            double[] before = meant.clone();
            success = expected(labels, items, meant, habit);
            maximise(labels, success, meant, habit);
            change = 0;
            for (int rater = 0; rater < raters; rater++) {
                change = Math.max(change, Math.abs(meant[rater] - before[rater]));
            }
            round++;
        }
        return new Spammers(
                Arrays.stream(success).boxed().toList(),
                Arrays.stream(meant).boxed().toList(),
                round);
    }

    private static double[] expected(List<Label> labels, int items, double[] meant, double[] habit) {
        double[] log = new double[items];
        for (Label label : labels) {
            int rater = label.rater();
            double byHabit = (1 - meant[rater]) * said(habit[rater], label);
            double ratio = Math.log((meant[rater] + byHabit) / byHabit);
            log[label.item()] += label.label() == 1 ? ratio : -ratio;
        }
        return Arrays.stream(log).map(one -> 1 / (1 + Math.exp(-one))).toArray();
    }

    private static void maximise(List<Label> labels, double[] success, double[] meant, double[] habit) {
        double[] all = new double[meant.length];
        double[] meantOnes = new double[meant.length];
        double[] habits = new double[meant.length];
        double[] habitOnes = new double[meant.length];
        for (Label label : labels) {
            int rater = label.rater();
            double isSo = label.label() == 1 ? success[label.item()] : 1 - success[label.item()];
            double byHabit = (1 - meant[rater]) * said(habit[rater], label);
            double own = isSo * meant[rater] / (meant[rater] + byHabit);
            all[rater]++;
            meantOnes[rater] += own;
            habits[rater] += 1 - own;
            habitOnes[rater] += label.label() == 1 ? 1 - own : 0;
        }
        for (int rater = 0; rater < meant.length; rater++) {
            meant[rater] = (meantOnes[rater] + BEFORE) / (all[rater] + 2 * BEFORE);
            habit[rater] = (habitOnes[rater] + HABIT_BEFORE) / (habits[rater] + 2 * HABIT_BEFORE);
        }
    }

    private static double said(double habit, Label label) {
        return label.label() == 1 ? habit : 1 - habit;
    }
}
