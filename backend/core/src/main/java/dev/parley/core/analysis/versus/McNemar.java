package dev.parley.core.analysis.versus;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Two policies on the same seeds and scenes, when the number of blocks was fixed before (McNemar 1947). Only blocks in
 * which one alone succeeded count.
 *
 * @param first blocks that the first alone did
 * @param second blocks that the second alone did
 */
public record McNemar(int first, int second) {
    private static final double FAIR = 0.5;

    public McNemar {
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException(first + " and " + second + " blocks cannot be");
        }
    }

    /** Exact two-sided p-value; 1 where no block parts them. */
    public double exact() {
        return blocks() == 0 ? 1 : Math.min(1, 2 * fair().cumulativeProbability(Math.min(first, second)));
    }

    /** With what was seen counted by half (Fagerland, Lydersen and Laake 2013): closer to what it says, not guaranteed. */
    public double midP() {
        int fewer = Math.min(first, second);
        return blocks() == 0 ? 1 : Math.min(1, 2 * fair().cumulativeProbability(fewer) - fair().probability(fewer));
    }

    /** Squared score; a chi-squared with one degree where there are many blocks. */
    public double score() {
        double apart = first - second;
        return blocks() == 0 ? 0 : apart * apart / blocks();
    }

    /** With Edwards' correction (1948). */
    public double correctedScore() {
        double apart = Math.max(0, Math.abs(first - second) - 1);
        return blocks() == 0 ? 0 : apart * apart / blocks();
    }

    private int blocks() {
        return first + second;
    }

    private BinomialDistribution fair() {
        return BinomialDistribution.of(blocks(), FAIR);
    }
}
