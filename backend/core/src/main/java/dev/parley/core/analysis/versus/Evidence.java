package dev.parley.core.analysis.versus;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How much the blocks in which one policy alone succeeded speak for the first being better, as an e-value (E-DISC): the
 * integral of (1+x)^w (1-x)^(m-w) over x from 0 to 1. Where the first is not better, it is a test martingale or below
 * one, so that it ever reaches 1/a has at most the chance a (Ville 1939; Robbins 1970): one may look after every block
 * and stop when one likes. Blocks enter in the order in which they were planned, when both labels are final; a block
 * without one of its episodes is left out whole, decided without its outcome.
 */
public final class Evidence {
    private static final double FAIR = 0.5;

    private Evidence() {}

    /**
     * @param parted blocks in which one alone succeeded, m
     * @param won those of them that the first did, w
     * @return 1 where nothing is known
     */
    public static double of(int parted, int won) {
        if (won < 0 || won > parted) {
            throw new IllegalArgumentException(won + " of " + parted + " blocks cannot be won");
        }
        if (parted == 0) {
            return 1;
        }
        // sum of C(m+1, i) for i up to w, over (m+1) C(m, w), as two binomial chances so that nothing overflows.
        double sum = Math.log(BinomialDistribution.of(parted + 1, FAIR).cumulativeProbability(won));
        double one = BinomialDistribution.of(parted, FAIR).logProbability(won);
        return Math.exp(Math.log(2) + sum - Math.log(parted + 1.0) - one);
    }

    /**
     * How many of {@code parted} blocks the first must have won for the evidence to reach {@code threshold}; more than
     * all where even these do not.
     */
    public static int leastWins(int parted, double threshold) {
        int few = -1;
        int enough = parted + 1;
        while (enough - few > 1) {
            int middle = (few + enough) >>> 1;
            if (of(parted, middle) >= threshold) {
                enough = middle;
            } else {
                few = middle;
            }
        }
        return enough;
    }

    /** Straight wins that suffice. */
    public static int straightWins(double threshold) {
        int parted = 1;
        while (of(parted, parted) < threshold) {
            parted++;
        }
        return parted;
    }
}
