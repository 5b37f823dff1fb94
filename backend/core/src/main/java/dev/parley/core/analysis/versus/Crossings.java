package dev.parley.core.analysis.versus;

import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * When evidence crosses its threshold, exactly: chances over parted blocks by dynamic programming over how many were
 * won, and from these over blocks, since a block parts the two with one chance whatever came before.
 *
 * @param up chance that the first is found better at each number of parted blocks, from 1 on
 * @param down the same for the second
 */
public record Crossings(double[] up, double[] down) {
    /**
     * @param share chance that a parted block is the first's
     * @param threshold e-value of a verdict
     * @param most parted blocks
     * @param bothSides whether evidence for the second ends it too
     */
    public static Crossings of(double share, double threshold, int most, boolean bothSides) {
        return from(0, 0, share, threshold, most, bothSides);
    }

    /** From blocks that there are already, none of which gave a verdict; entry i is after i + 1 more parted ones. */
    static Crossings from(int parted, int won, double share, double threshold, int more, boolean bothSides) {
        double[] up = new double[more];
        double[] down = new double[more];
        double[] at = new double[parted + more + 2];
        at[won] = 1;
        for (int step = 0; step < more; step++) {
            int now = parted + step + 1;
            for (int wins = Math.min(now, won + step + 1); wins > won; wins--) {
                at[wins] = at[wins] * (1 - share) + at[wins - 1] * share;
            }
            at[won] *= 1 - share;
            int least = Evidence.leastWins(now, threshold);
            for (int wins = least; wins <= now; wins++) {
                up[step] += at[wins];
                at[wins] = 0;
            }
            if (bothSides) {
                for (int wins = 0; wins <= now - least; wins++) {
                    down[step] += at[wins];
                    at[wins] = 0;
                }
            }
        }
        return new Crossings(up, down);
    }

    /** Chance that the first was found better by then. */
    public double upBy(int parted) {
        return Arrays.stream(up, 0, parted).sum();
    }

    /** Mean of parted blocks until a verdict, or {@code parted} where there is none before. */
    public double meanWithin(int parted) {
        double open = 1;
        double mean = 0;
        for (int step = 0; step < parted; step++) {
            mean += open;
            open -= up[step] + down[step];
        }
        return mean;
    }

    /**
     * How it ends within so many blocks.
     *
     * @param first chance that the first is found better
     * @param second chance that the second is
     * @param mean of blocks, with all of them where there is no verdict
     * @param median blocks until a verdict; empty where less than half find one
     */
    public record Blocks(double first, double second, double mean, OptionalInt median) {}

    /** @param parting chance that a block parts the two */
    public Blocks within(int blocks, double parting) {
        double[] first = new double[blocks + 1];
        double[] second = new double[blocks + 1];
        for (int block = 1; block <= blocks; block++) {
            BinomialDistribution parted = BinomialDistribution.of(block, parting);
            for (int step = 0; step < Math.min(block, up.length); step++) {
                double reached = parted.survivalProbability(step);
                first[block] += up[step] * reached;
                second[block] += down[step] * reached;
            }
        }
        double mean = 0;
        OptionalInt median = OptionalInt.empty();
        for (int block = 0; block < blocks; block++) {
            mean += 1 - first[block] - second[block];
        }
        for (int block = 1; block <= blocks && median.isEmpty(); block++) {
            if (first[block] + second[block] >= 0.5) {
                median = OptionalInt.of(block);
            }
        }
        return new Blocks(first[blocks], second[blocks], mean, median);
    }

    /** Two policies whose episodes in a block are independent of each other, each side at {@code error}. */
    public static Blocks ofRates(double first, double second, double error, int blocks) {
        double firstAlone = first * (1 - second);
        double parting = firstAlone + second * (1 - first);
        return of(firstAlone / parting, 1 / error, blocks, true).within(blocks, parting);
    }
}
