package dev.parley.core.analysis.crowd;

import java.util.Arrays;

/** Weights of a policy's labels by person, so that none of them has more than a share of the sum. */
public final class VoterCap {
    /** Of a policy's labels, what one person may decide. */
    public static final double SHARE = 0.1;

    private static final int ROUNDS = 100;

    private VoterCap() {}

    /**
     * The weight of each label of each person.
     *
     * @param labels number of each person's
     * @param share the most of the sum, 0 to 1; where there are too few people for that, all count alike
     * @return 1, or less for those with many labels
     */
    public static double[] weights(int[] labels, double share) {
        double[] weights = new double[labels.length];
        long people = Arrays.stream(labels).filter(number -> number > 0).count();
        if (people * share <= 1) {
            double least =
                    Arrays.stream(labels).filter(number -> number > 0).min().orElse(1);
            Arrays.setAll(weights, person -> labels[person] == 0 ? 1 : least / labels[person]);
            return weights;
        }
        Arrays.fill(weights, 1);
        // Each cut makes the sum smaller and may bring others above the share: it falls, and settles.
        for (int round = 0; round < ROUNDS; round++) {
            double cut = largest(labels, weights, share);
            Arrays.setAll(weights, person -> labels[person] <= cut ? 1 : cut / labels[person]);
        }
        return weights;
    }

    private static double largest(int[] labels, double[] weights, double share) {
        double sum = 0;
        for (int person = 0; person < labels.length; person++) {
            sum += weights[person] * labels[person];
        }
        return share * sum;
    }
}
