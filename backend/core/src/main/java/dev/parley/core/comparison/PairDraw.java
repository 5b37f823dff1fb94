package dev.parley.core.comparison;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Draws one of many pairs, the order in which the two run, and who is shown on the left to a voter whose {@link VoterSides} are not turned. The chance of a pair is
 * {@code even / n + (1 - even) * w / sum(w)} with {@code w = 1 / (1 + votes)}: pairs with few votes are drawn more often, and
 * none less often than {@code even / n}, so that every chance can be divided by.
 */
final class PairDraw {
    /** Order and sides: two fair coins. */
    static final double ORDER_PROPENSITY = 0.25;

    private static final double LEAST_EVEN_SHARE = 0.2;

    private PairDraw() {}

    /** @throws IllegalArgumentException where some pair would be drawn so seldom that its votes could not be weighed */
    static void requireEvenShare(double evenShare) {
        if (!(evenShare >= LEAST_EVEN_SHARE && evenShare <= 1)) {
            throw new IllegalArgumentException(
                    "parley.comparison.even-share is %s to 1, not %s".formatted(LEAST_EVEN_SHARE, evenShare));
        }
    }

    /** Two that could be compared; in no order. */
    record Pair(ComparisonPolicy one, ComparisonPolicy other) {}

    record Drawn(
            ComparisonPolicy first,
            ComparisonPolicy second,
            boolean leftIsFirst,
            double pairPropensity,
            double orderPropensity) {}

    /** The chance of each of {@code pairs}, in their order; they add up to 1. */
    static List<Double> propensities(List<Pair> pairs, ToLongFunction<Pair> votes, double evenShare) {
        double all = pairs.stream().mapToDouble(pair -> weight(pair, votes)).sum();
        List<Double> chances = new ArrayList<>();
        for (Pair pair : pairs) {
            chances.add(evenShare / pairs.size() + (1 - evenShare) * weight(pair, votes) / all);
        }
        return chances;
    }

    private static double weight(Pair pair, ToLongFunction<Pair> votes) {
        return 1.0 / (1 + votes.applyAsLong(pair));
    }

    /** @param pairs at least one */
    static Drawn draw(List<Pair> pairs, ToLongFunction<Pair> votes, double evenShare, SecureRandom random) {
        List<Double> chances = propensities(pairs, votes, evenShare);
        double at = random.nextDouble();
        int drawn = 0;
        while (drawn < pairs.size() - 1 && at >= chances.get(drawn)) {
            at -= chances.get(drawn++);
        }
        return ordered(pairs.get(drawn), chances.get(drawn), random);
    }

    /** A pair that somebody chose: only order and sides are drawn. */
    static Drawn ordered(Pair pair, double pairPropensity, SecureRandom random) {
        boolean asNamed = random.nextBoolean();
        return new Drawn(
                asNamed ? pair.one() : pair.other(),
                asNamed ? pair.other() : pair.one(),
                random.nextBoolean(),
                pairPropensity,
                ORDER_PROPENSITY);
    }
}
