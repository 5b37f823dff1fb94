package dev.parley.core.analysis.versus;

import dev.parley.core.analysis.versus.DrawnStudiesTest.Study;
import dev.parley.core.analysis.versus.Watch.Verdict;

/**
 * The safe test of two rates by Turner and Gruenwald (2023), which {@link Evidence} was preferred to: both rates are
 * guessed from what came before, by priors Beta(a, b) on each, and bet against one rate half way between. For each side
 * another bet.
 */
final class SafeTest implements Study {
    private final double threshold;
    private final double betterSuccesses;
    private final double betterFailures;
    private final double worseSuccesses;
    private final double worseFailures;
    private final boolean onlyWhereBetter;
    private int blocks;
    private int first;
    private int second;
    private double forFirst;
    private double forSecond;

    /** @param onlyWhereBetter whether nothing is bet while the wrong one leads */
    SafeTest(
            double error,
            double betterSuccesses,
            double betterFailures,
            double worseSuccesses,
            double worseFailures,
            boolean onlyWhereBetter) {
        this.threshold = -Math.log(error);
        this.betterSuccesses = betterSuccesses;
        this.betterFailures = betterFailures;
        this.worseSuccesses = worseSuccesses;
        this.worseFailures = worseFailures;
        this.onlyWhereBetter = onlyWhereBetter;
    }

    @Override
    public Verdict add(boolean firstDone, boolean secondDone) {
        forFirst += bet(first, second, firstDone, secondDone);
        forSecond += bet(second, first, secondDone, firstDone);
        blocks++;
        first += firstDone ? 1 : 0;
        second += secondDone ? 1 : 0;
        return forFirst >= threshold ? Verdict.FIRST : forSecond >= threshold ? Verdict.SECOND : Verdict.OPEN;
    }

    private double bet(int better, int worse, boolean betterDone, boolean worseDone) {
        double high = (better + betterSuccesses) / (blocks + betterSuccesses + betterFailures);
        double low = (worse + worseSuccesses) / (blocks + worseSuccesses + worseFailures);
        if (onlyWhereBetter && high <= low) {
            return 0;
        }
        double both = (high + low) / 2;
        return Math.log(betterDone ? high / both : (1 - high) / (1 - both))
                + Math.log(worseDone ? low / both : (1 - low) / (1 - both));
    }
}
