package dev.parley.core.analysis.allocation;

import dev.parley.core.analysis.interval.Counts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The chance of each of several policies to have the highest rate, given what was seen and an even prior: the integral
 * of its density times the others' distributions.
 */
public final class Leading {
    /** Points of the integral: with thousands of episodes a density is still wider than ten of them. */
    private static final int POINTS = 4096;

    private Leading() {}

    /** By policy; sum 1. Takes some milliseconds a policy: not for event loops. */
    public static double[] chances(List<Counts> policies) {
        List<BetaDistribution> beliefs = new ArrayList<>();
        for (Counts counts : policies) {
            beliefs.add(BetaDistribution.of(counts.successes() + 1.0, counts.failures() + 1.0));
        }
        double[] chances = new double[policies.size()];
        double[] below = new double[policies.size()];
        double[] before = new double[policies.size()];
        double[] others = new double[policies.size()];
        for (int point = 1; point <= POINTS; point++) {
            double rate = (double) point / POINTS;
            for (int policy = 0; policy < below.length; policy++) {
                below[policy] = beliefs.get(policy).cumulativeProbability(rate);
            }
            others(below, before, others);
            for (int policy = 0; policy < below.length; policy++) {
                chances[policy] += (below[policy] - before[policy]) * others[policy];
            }
            System.arraycopy(below, 0, before, 0, below.length);
        }
        double sum = Arrays.stream(chances).sum();
        return Arrays.stream(chances).map(chance -> chance / sum).toArray();
    }

    /**
     * For each policy, the chance that all others lie below the middle of a step: products from both ends, since one of
     * them may be 0.
     */
    private static void others(double[] below, double[] before, double[] others) {
        double upTo = 1;
        for (int policy = 0; policy < others.length; policy++) {
            others[policy] = upTo;
            upTo *= (below[policy] + before[policy]) / 2;
        }
        double from = 1;
        for (int policy = others.length - 1; policy >= 0; policy--) {
            others[policy] *= from;
            from *= (below[policy] + before[policy]) / 2;
        }
    }

    /**
     * The chance of each to be tried next by {@link TopTwo} without its even share: half of its chance to lead, and
     * half of its chance to lead when the leader is somebody else.
     */
    public static double[] topTwo(List<Counts> policies) {
        double[] leading = chances(policies);
        double[] chances = new double[leading.length];
        for (int policy = 0; policy < leading.length; policy++) {
            double second = 0;
            for (int other = 0; other < leading.length; other++) {
                second += other == policy || leading[other] >= 1 ? 0 : leading[other] / (1 - leading[other]);
            }
            chances[policy] = leading[policy] * (1 + second) / 2;
        }
        double sum = Arrays.stream(chances).sum();
        return Arrays.stream(chances).map(chance -> chance / sum).toArray();
    }
}
