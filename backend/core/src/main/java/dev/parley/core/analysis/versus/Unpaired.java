package dev.parley.core.analysis.versus;

import dev.parley.core.analysis.interval.Counts;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.inference.UnconditionedExactTest;
import org.apache.commons.statistics.inference.UnconditionedExactTest.Method;

/**
 * Exact tests of two rates whose numbers of episodes were fixed before and whose episodes are not paired: for looking
 * back at what nobody planned. Each is a p-value: the chance of so much difference where there is none.
 */
public final class Unpaired {
    private final int[][] table;

    private Unpaired(int[][] table) {
        this.table = table;
    }

    /** @throws IllegalArgumentException where one has no episode */
    public static Unpaired of(Counts first, Counts second) {
        if (first.episodes() == 0 || second.episodes() == 0) {
            throw new IllegalArgumentException("a policy without episodes cannot be compared");
        }
        return new Unpaired(new int[][] {
            {first.successes(), second.successes()},
            {first.failures(), second.failures()}
        });
    }

    /** Which difference is looked for. */
    public enum Side {
        BOTH,
        FIRST_IS_BETTER,
        SECOND_IS_BETTER
    }

    /** Barnard's test (1947) by the pooled score, at the worst common rate. */
    public double barnard(Side side) {
        return unconditioned(side, Method.Z_POOLED);
    }

    /** The pooled score itself, in standard deviations: positive where the first does better. */
    public double score() {
        double n = sum(0, 0, 1, 0);
        double m = sum(0, 1, 1, 1);
        double pooled = sum(0, 0, 0, 1) / (n + m);
        double spread = pooled * (1 - pooled) * (1 / n + 1 / m);
        return spread == 0 ? 0 : (table[0][0] / n - table[0][1] / m) / Math.sqrt(spread);
    }

    /**
     * Boschloo's test (1970): Barnard's by Fisher's p-value, always at least as sharp as Fisher's. Both sides are twice the smaller
     * one, since ordering tables by a two-sided p-value is another test.
     */
    public double boschloo(Side side) {
        return switch (side) {
            case BOTH ->
                Math.min(
                        1,
                        2
                                * Math.min(
                                        unconditioned(Side.FIRST_IS_BETTER, Method.BOSCHLOO),
                                        unconditioned(Side.SECOND_IS_BETTER, Method.BOSCHLOO)));
            case FIRST_IS_BETTER, SECOND_IS_BETTER -> unconditioned(side, Method.BOSCHLOO);
        };
    }

    /** Both sides by the two-sided p-value of Fisher's test, as some programs do. */
    double boschlooByBothSides() {
        return unconditioned(Side.BOTH, Method.BOSCHLOO);
    }

    /** Fisher's test (1934), given how many succeeded in all. */
    public double fisher(Side side) {
        return FisherExactTest.withDefaults()
                .with(alternative(side))
                .test(table)
                .getPValue();
    }

    private double unconditioned(Side side, Method method) {
        return UnconditionedExactTest.withDefaults()
                .with(alternative(side))
                .with(method)
                .test(table)
                .getPValue();
    }

    private static AlternativeHypothesis alternative(Side side) {
        return switch (side) {
            case BOTH -> AlternativeHypothesis.TWO_SIDED;
            case FIRST_IS_BETTER -> AlternativeHypothesis.GREATER_THAN;
            case SECOND_IS_BETTER -> AlternativeHypothesis.LESS_THAN;
        };
    }

    private double sum(int row, int column, int otherRow, int otherColumn) {
        return table[row][column] + table[otherRow][otherColumn];
    }
}
