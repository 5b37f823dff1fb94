package dev.parley.core.analysis.plan;

import dev.parley.core.analysis.allocation.TopTwo;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How often the best of several policies is found after so many episodes, by a rule that chooses who is tried next:
 * what a plan saves, in a simulation that anybody can run again.
 */
public final class BestPolicy {
    private final double[] rates;
    private final int plays;
    private final long seed;
    private final boolean firstOfTied;

    /**
     * @param rates true success of each policy; the best is the first of the highest
     * @param plays simulated studies a rule
     */
    public BestPolicy(double[] rates, int plays, long seed) {
        this(rates, plays, seed, false);
    }

    /** @param firstOfTied whether of policies that lead together the first is named: kind to a best one that stands first */
    BestPolicy(double[] rates, int plays, long seed, boolean firstOfTied) {
        this.firstOfTied = firstOfTied;
        this.rates = rates.clone();
        this.plays = plays;
        this.seed = seed;
    }

    /** Who is tried next. */
    public enum Rule {
        /** As many episodes each: the design with a fixed number. */
        FIXED,
        /** Thompson's: whoever leads a draw of what is believed. */
        LEADER,
        /** {@link TopTwo} without an even share. */
        TOP_TWO,
        /** The study's: {@link TopTwo} with {@link TopTwo#EVEN}. */
        STUDY;

        TopTwo topTwo() {
            return new TopTwo(this == STUDY ? TopTwo.EVEN : 0, this == LEADER ? 1 : TopTwo.LEADER);
        }
    }

    /**
     * Share of simulated studies whose leader is the best policy, after each episode, from the first on. Of policies
     * that lead together, one is drawn. Uses all cores; the same seed gives the same.
     */
    public double[] found(Rule rule, int episodes) {
        int[] right = IntStream.range(0, plays)
                .parallel()
                .mapToObj(play -> play(rule, episodes, Draws.stream(seed, play)))
                .reduce(new int[episodes], BestPolicy::sum);
        return Arrays.stream(right)
                .mapToDouble(number -> (double) number / plays)
                .toArray();
    }

    private static int[] sum(int[] one, int[] other) {
        int[] sum = new int[one.length];
        Arrays.setAll(sum, i -> one[i] + other[i]);
        return sum;
    }

    private int[] play(Rule rule, int episodes, SplittableRandom random) {
        List<Counts> counts = new ArrayList<>(Collections.nCopies(rates.length, new Counts(0, 0)));
        TopTwo topTwo = rule.topTwo();
        int best = best();
        int[] right = new int[episodes];
        for (int episode = 0; episode < episodes; episode++) {
            int next = switch (rule) {
                case FIXED -> episode % rates.length;
                case LEADER, TOP_TWO, STUDY -> topTwo.next(counts, random);
            };
            Counts before = counts.get(next);
            int done = random.nextDouble() < rates[next] ? 1 : 0;
            counts.set(next, new Counts(before.successes() + done, before.episodes() + 1));
            right[episode] = leader(counts, random) == best ? 1 : 0;
        }
        return right;
    }

    private int best() {
        int best = 0;
        for (int policy = 1; policy < rates.length; policy++) {
            best = rates[policy] > rates[best] ? policy : best;
        }
        return best;
    }

    /** By the mean of what is believed of each. */
    private int leader(List<Counts> counts, SplittableRandom random) {
        int leader = 0;
        double most = -1;
        int same = 1;
        for (int policy = 0; policy < counts.size(); policy++) {
            Counts own = counts.get(policy);
            double mean = (own.successes() + 1.0) / (own.episodes() + 2.0);
            if (mean > most) {
                most = mean;
                leader = policy;
                same = 1;
            } else if (mean == most && !firstOfTied && random.nextInt(++same) == 0) {
                leader = policy;
            }
        }
        return leader;
    }

    /** The first number of episodes from which on the best is found at least so often, or empty where that never is. */
    public static OptionalInt episodesUntil(double[] found, double wanted) {
        int from = found.length;
        while (from > 0 && found[from - 1] >= wanted) {
            from--;
        }
        return from == found.length ? OptionalInt.empty() : OptionalInt.of(from + 1);
    }

    /**
     * What the study's rule saves at the same error.
     *
     * @param fixed episodes of the fixed design
     * @param study episodes of the study's rule that find the best as often
     * @param right how often both find it
     */
    public record Saving(int fixed, int study, double right) {
        /** Part of the episodes that are not needed, 0 to 1. */
        public double share() {
            return 1 - (double) study / fixed;
        }
    }

    /** Against a fixed design with so many episodes. */
    public Saving saving(int fixed) {
        double right = found(Rule.FIXED, fixed)[fixed - 1];
        int study = episodesUntil(found(Rule.STUDY, fixed), right).orElse(fixed);
        return new Saving(fixed, study, right);
    }
}
