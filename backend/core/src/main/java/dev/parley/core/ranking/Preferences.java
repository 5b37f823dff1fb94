package dev.parley.core.ranking;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Votes about pairs of policies, packed so that a million can be counted again a thousand times: one row a vote, those of one
 * voter beside each other, and a cell for each outcome of each pair that was ever compared. Policies and voters are numbers from
 * 0 on. Immutable.
 */
public final class Preferences {
    /** Cells of one pair: its first policy better, its second better, neither. */
    static final int OUTCOMES = 3;

    static final int FIRST = 0;
    static final int SECOND = 1;
    static final int NEITHER = 2;

    private final int policies;
    private final int[] first;
    private final int[] second;
    /** Where the rows of each voter begin; one entry more than voters. */
    private final int[] begins;

    private final int[] cells;
    private final double[] weights;
    private final int[] counts;

    private Preferences(
            int policies, int[] first, int[] second, int[] begins, int[] cells, double[] weights, int[] counts) {
        this.policies = policies;
        this.first = first;
        this.second = second;
        this.begins = begins;
        this.cells = cells;
        this.weights = weights;
        this.counts = counts;
    }

    public int policies() {
        return policies;
    }

    public int votes() {
        return cells.length;
    }

    /** People who voted. */
    public int voters() {
        return begins.length - 1;
    }

    int pairs() {
        return first.length;
    }

    /** Row of a voter's first vote; of the one after the last voter, the end. */
    int begin(int voter) {
        return begins[voter];
    }

    int cell(int row) {
        return cells[row];
    }

    double weight(int row) {
        return weights[row];
    }

    /** The policy of the pair with the lower number. */
    int first(int pair) {
        return first[pair];
    }

    int second(int pair) {
        return second[pair];
    }

    /** Votes in a cell, each as one. */
    int count(int pair, int outcome) {
        return counts[OUTCOMES * pair + outcome];
    }

    /** The weight of each cell when every vote counts once. */
    double[] sums() {
        double[] sums = new double[OUTCOMES * pairs()];
        for (int row = 0; row < cells.length; row++) {
            sums[cells[row]] += weights[row];
        }
        return sums;
    }

    /**
     * The weight of each cell when every voter counts as often as {@code times} says.
     *
     * @param sums is overwritten
     */
    void sums(int[] times, double[] sums) {
        Arrays.fill(sums, 0);
        for (int voter = 0; voter < times.length; voter++) {
            int often = times[voter];
            if (often > 0) {
                for (int row = begins[voter]; row < begins[voter + 1]; row++) {
                    sums[cells[row]] += often * weights[row];
                }
            }
        }
    }

    /** Collects votes. Not thread-safe. */
    public static final class Collector {
        private static final int ROOM = 1024;

        private final Map<Long, Integer> pairs = new HashMap<>();
        private int[] voters = new int[ROOM];
        private int[] cells = new int[ROOM];
        private double[] weights = new double[ROOM];
        private int size;
        private int mostVoter = -1;
        private int mostPolicy = -1;

        /**
         * One vote.
         *
         * @param weight as which it counts, 1 for a vote about a pair that was drawn evenly
         * @throws IllegalArgumentException where a number is out of range
         */
        public void add(int voter, int left, int right, Choice choice, double weight) {
            if (voter < 0 || left < 0 || right < 0 || left == right) {
                throw new IllegalArgumentException(
                        "voter " + voter + " cannot compare policies " + left + " and " + right);
            }
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("a vote cannot count " + weight + " times");
            }
            room();
            voters[size] = voter;
            cells[size] = OUTCOMES * pair(Math.min(left, right), Math.max(left, right)) + outcome(left < right, choice);
            weights[size] = weight;
            size++;
            mostVoter = Math.max(mostVoter, voter);
            mostPolicy = Math.max(mostPolicy, Math.max(left, right));
        }

        static int outcome(boolean leftIsFirst, Choice choice) {
            return switch (choice) {
                case LEFT -> leftIsFirst ? FIRST : SECOND;
                case RIGHT -> leftIsFirst ? SECOND : FIRST;
                case TIE, BOTH_BAD -> NEITHER;
            };
        }

        private int pair(int low, int high) {
            return pairs.computeIfAbsent((long) low << Integer.SIZE | high, ignored -> pairs.size());
        }

        private void room() {
            if (size == cells.length) {
                voters = Arrays.copyOf(voters, 2 * size);
                cells = Arrays.copyOf(cells, 2 * size);
                weights = Arrays.copyOf(weights, 2 * size);
            }
        }

        public Preferences collected() {
            int[] first = new int[pairs.size()];
            int[] second = new int[pairs.size()];
            pairs.forEach((packed, pair) -> {
                first[pair] = (int) (packed >> Integer.SIZE);
                second[pair] = packed.intValue();
            });
            int[] begins = new int[mostVoter + 2];
            int[] counts = new int[OUTCOMES * pairs.size()];
            for (int row = 0; row < size; row++) {
                begins[voters[row] + 1]++;
                counts[cells[row]]++;
            }
            Arrays.parallelPrefix(begins, Integer::sum);
            int[] next = begins.clone();
            int[] sortedCells = new int[size];
            double[] sortedWeights = new double[size];
            for (int row = 0; row < size; row++) {
                int place = next[voters[row]]++;
                sortedCells[place] = cells[row];
                sortedWeights[place] = weights[row];
            }
            return new Preferences(mostPolicy + 1, first, second, begins, sortedCells, sortedWeights, counts);
        }
    }
}
