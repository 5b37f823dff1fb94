package dev.parley.core.analysis.versus;

import dev.parley.core.analysis.versus.Watch.Verdict;

/** Two policies compared in at most a planned number of blocks: {@link Spending} on each side. Not thread-safe. */
public final class Planned {
    private final Spending first;
    private final Spending second;
    private Verdict verdict = Verdict.OPEN;

    /**
     * @param alpha over both sides
     * @param most blocks
     */
    public Planned(double alpha, int most) {
        first = new Spending(alpha / 2, most);
        second = new Spending(alpha / 2, most);
    }

    public Verdict add(boolean firstDone, boolean secondDone) {
        boolean firstBetter = first.add(firstDone, secondDone);
        boolean secondBetter = second.add(secondDone, firstDone);
        if (verdict == Verdict.OPEN) {
            verdict = firstBetter ? Verdict.FIRST : secondBetter ? Verdict.SECOND : Verdict.OPEN;
        }
        return verdict;
    }

    public Verdict verdict() {
        return verdict;
    }

    public Spending forFirst() {
        return first;
    }

    public Spending forSecond() {
        return second;
    }
}
