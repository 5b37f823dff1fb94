package dev.parley.core.analysis.allocation;

import dev.parley.core.analysis.interval.Counts;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Which two policies meet next, with the chance with which just these two are drawn: a share evenly, the others one
 * after the other without putting back, by {@link Leading#topTwo}.
 */
public final class PairDesk {
    private final double even;

    /** @param even share of pairs drawn evenly, above 0 so that no pair is without a chance */
    public PairDesk(double even) {
        if (!(even > 0 && even <= 1)) {
            throw new IllegalArgumentException("a share of " + even + " leaves pairs without a chance");
        }
        this.even = even;
    }

    /**
     * A drawn pair.
     *
     * @param first lower number
     * @param second higher number
     * @param propensity chance with which it was drawn, above 0
     */
    public record Pair(int first, int second, double propensity) {}

    /** The chance of each pair, first number before second; both halves of the table but the diagonal are filled alike. */
    public double[][] propensities(List<Counts> policies) {
        int size = policies.size();
        if (size < 2) {
            throw new IllegalArgumentException(size + " policies are no pair");
        }
        double[] chances = Leading.topTwo(policies);
        double[][] table = new double[size][size];
        double sum = 0;
        for (int one = 0; one < size; one++) {
            for (int other = 0; other < one; other++) {
                table[one][other] =
                        chances[one] * then(chances, one, other) + chances[other] * then(chances, other, one);
                sum += table[one][other];
            }
        }
        double pairs = size * (size - 1) / 2.0;
        for (int one = 0; one < size; one++) {
            for (int other = 0; other < one; other++) {
                table[one][other] = even / pairs + (1 - even) * table[one][other] / sum;
                table[other][one] = table[one][other];
            }
        }
        return table;
    }

    /** Chance of another after the first; where only the first has any, all others are alike. */
    private static double then(double[] chances, int first, int other) {
        double others = 0;
        for (int policy = 0; policy < chances.length; policy++) {
            others += policy == first ? 0 : chances[policy];
        }
        return others == 0 ? 1.0 / (chances.length - 1) : chances[other] / others;
    }

    public Pair next(List<Counts> policies, RandomGenerator random) {
        return drawn(propensities(policies), random);
    }

    /** Several, each drawn as if it were the only one: their chances are the same, and are reckoned once. */
    public List<Pair> next(List<Counts> policies, int number, RandomGenerator random) {
        double[][] table = propensities(policies);
        return Stream.generate(() -> drawn(table, random)).limit(number).toList();
    }

    private static Pair drawn(double[][] table, RandomGenerator random) {
        double left = random.nextDouble();
        for (int second = 1; second < table.length; second++) {
            for (int first = 0; first < second; first++) {
                left -= table[first][second];
                if (left < 0) {
                    return new Pair(first, second, table[first][second]);
                }
            }
        }
        // Rounding alone leads here.
        return new Pair(0, 1, table[0][1]);
    }
}
