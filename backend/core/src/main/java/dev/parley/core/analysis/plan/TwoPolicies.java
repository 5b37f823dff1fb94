package dev.parley.core.analysis.plan;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Draws;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.analysis.versus.McNemar;
import dev.parley.core.analysis.versus.Planned;
import dev.parley.core.analysis.versus.Watch.Verdict;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * What a study of two policies that stops when it is decided saves against one with a fixed number of blocks that finds
 * the better one as often, with the same chance of being wrong.
 *
 * @param found chance to find the first, which is better, within the planned blocks
 * @param mean blocks until then, or until all are over
 * @param fixed blocks after which McNemar's exact test finds it as often, by the lower end of what the plays leave open at 95 %: where all
 *     of them found it, a design that does so in every case would need blocks without end, and the saving would be a number about plays
 */
public record TwoPolicies(double found, double mean, int fixed) {
    private static final int MOST_FIXED = 5000;

    /**
     * Played, on all cores; the same seed gives the same.
     *
     * @param first rate of success, above {@code second}
     * @param alpha over both sides
     * @param most planned blocks
     */
    public static TwoPolicies of(double first, double second, double alpha, int most, int plays, long seed) {
        if (!(first > second)) {
            throw new IllegalArgumentException(first + " is not better than " + second);
        }
        int[] ends = IntStream.range(0, plays)
                .parallel()
                .map(play -> play(first, second, new Planned(alpha, most), most, Draws.stream(seed, play)))
                .toArray();
        Counts found =
                new Counts((int) IntStream.of(ends).filter(end -> end > 0).count(), plays);
        double mean = IntStream.of(ends)
                .map(end -> end == 0 ? most : Math.abs(end))
                .average()
                .orElseThrow();
        double surely = Wilson.of(found, Errors.USUAL).low();
        return new TwoPolicies(found.rate(), mean, fixed(first, second, alpha, surely));
    }

    private static int play(double first, double second, Planned study, int most, SplittableRandom random) {
        for (int block = 1; block <= most; block++) {
            Verdict verdict = study.add(random.nextDouble() < first, random.nextDouble() < second);
            if (verdict != Verdict.OPEN) {
                return verdict == Verdict.FIRST ? block : -block;
            }
        }
        return 0;
    }

    /** The least number of blocks from which McNemar's exact test finds the first so often. */
    static int fixed(double first, double second, double alpha, double wanted) {
        int few = 0;
        int enough = 1;
        while (enough < MOST_FIXED && power(first, second, alpha, enough) < wanted) {
            few = enough;
            enough *= 2;
        }
        while (enough - few > 1) {
            int middle = few + (enough - few) / 2;
            if (power(first, second, alpha, middle) < wanted) {
                few = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    /** Chance that McNemar's exact test finds the first better. */
    static double power(double first, double second, double alpha, int blocks) {
        double alone = first * (1 - second);
        double parting = alone + second * (1 - first);
        BinomialDistribution parted = BinomialDistribution.of(blocks, parting);
        double power = 0;
        for (int number = 1; number <= blocks; number++) {
            int losses = -1;
            while (2 * (losses + 1) < number && new McNemar(number - losses - 1, losses + 1).exact() <= alpha) {
                losses++;
            }
            if (losses >= 0) {
                power += parted.probability(number)
                        * BinomialDistribution.of(number, 1 - alone / parting).cumulativeProbability(losses);
            }
        }
        return power;
    }

    /** Part of the blocks that are not needed. */
    public double saving() {
        return 1 - mean / fixed;
    }
}
