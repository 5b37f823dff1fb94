package dev.parley.core.analysis.versus;

import dev.parley.core.analysis.interval.Errors;

/**
 * Two policies watched block by block, for as long as one likes. Whichever is found to be better first, stays so.
 * Not thread-safe.
 */
public final class Watch {
    private final double threshold;
    private int blocks;
    private int parted;
    private int won;
    private double mostForFirst = 1;
    private double mostForSecond = 1;
    private Verdict verdict = Verdict.OPEN;

    /** Who is better. */
    public enum Verdict {
        OPEN,
        FIRST,
        SECOND
    }

    /** @param alpha chance, over both sides, that a verdict is ever wrong where neither is better */
    public Watch(double alpha) {
        this.threshold = 2 / Errors.checked(alpha);
    }

    public Verdict add(boolean first, boolean second) {
        blocks++;
        if (first != second) {
            parted++;
            won += first ? 1 : 0;
            double forFirst = Evidence.of(parted, won);
            double forSecond = Evidence.of(parted, parted - won);
            mostForFirst = Math.max(mostForFirst, forFirst);
            mostForSecond = Math.max(mostForSecond, forSecond);
            if (verdict == Verdict.OPEN) {
                verdict =
                        forFirst >= threshold ? Verdict.FIRST : forSecond >= threshold ? Verdict.SECOND : Verdict.OPEN;
            }
        }
        return verdict;
    }

    public Verdict verdict() {
        return verdict;
    }

    public int blocks() {
        return blocks;
    }

    /** Blocks in which one alone succeeded. */
    public int parted() {
        return parted;
    }

    /** Those of them that the first did. */
    public int won() {
        return won;
    }

    /** The e-value at which there is a verdict. */
    public double threshold() {
        return threshold;
    }

    public double forFirst() {
        return Evidence.of(parted, won);
    }

    public double forSecond() {
        return Evidence.of(parted, parted - won);
    }

    /** A two-sided p-value that holds at any time: twice one over the most evidence there ever was, at most 1. */
    public double anyTimeP() {
        return Math.min(1, 2 / Math.max(mostForFirst, mostForSecond));
    }
}
