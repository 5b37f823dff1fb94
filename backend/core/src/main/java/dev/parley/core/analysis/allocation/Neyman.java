package dev.parley.core.analysis.allocation;

import dev.parley.core.analysis.interval.Stratum;
import java.util.List;

/**
 * The stratum in which one more episode makes the error of the weighted rate fall most (Neyman 1934, one step at a
 * time): the largest of w^2 p (1 - p) (1 / (n + 1) - 1 / (n + 2)) with p = (k + 1/2) / (n + 1).
 */
public final class Neyman {
    private Neyman() {}

    /** Number of the stratum; the first of those that are as good. Each gets one before any gets two. */
    public static int next(List<Stratum> strata) {
        int best = 0;
        for (int stratum = 1; stratum < strata.size(); stratum++) {
            best = gain(strata.get(stratum)) > gain(strata.get(best)) ? stratum : best;
        }
        return best;
    }

    /**
     * The stratum that is most behind its share of all episodes, where a part of them is shared evenly and the rest by
     * weight times spread.
     *
     * @param even part that is shared evenly, 0 to 1: what is kept for those whose spread is misjudged
     */
    public static int next(List<Stratum> strata, double even) {
        double all = 1;
        double spreads = 0;
        for (Stratum stratum : strata) {
            all += stratum.counts().episodes();
            spreads += spread(stratum);
        }
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int stratum = 0; stratum < strata.size(); stratum++) {
            double share = even / strata.size() + (1 - even) * spread(strata.get(stratum)) / spreads;
            double behind = share * all - strata.get(stratum).counts().episodes();
            if (behind > most) {
                most = behind;
                best = stratum;
            }
        }
        return best;
    }

    private static double spread(Stratum stratum) {
        double rate = rate(stratum);
        return stratum.weight() * Math.sqrt(rate * (1 - rate));
    }

    private static double rate(Stratum stratum) {
        return (stratum.counts().successes() + 0.5) / (stratum.counts().episodes() + 1.0);
    }

    private static double gain(Stratum stratum) {
        double episodes = stratum.counts().episodes();
        double rate = rate(stratum);
        return stratum.weight() * stratum.weight() * rate * (1 - rate) * (1 / (episodes + 1) - 1 / (episodes + 2));
    }

    /** The part of the variance that the best split saves against as many episodes in each of strata of equal weight, 0 to 1. */
    public static double saving(double[] rates) {
        double deviations = 0;
        double variances = 0;
        for (double rate : rates) {
            deviations += Math.sqrt(rate * (1 - rate)) / rates.length;
            variances += rate * (1 - rate) / rates.length;
        }
        return 1 - deviations * deviations / variances;
    }
}
