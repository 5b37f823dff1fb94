package dev.parley.core.result;

import dev.parley.core.analysis.interval.Counts;

/**
 * Runs of one version in one task, in the same words and under the same pinned conditions, on real stations with the simulated run of the
 * same seed, by who did it; or the sums of several.
 *
 * @param further simulated runs without a real twin, of what there are twins of
 * @param furtherDone of those
 * @param unpaired real runs without a simulated twin: in no number here
 */
public record TwinCells(
        Version version,
        int both,
        int realOnly,
        int simulatedOnly,
        int neither,
        int further,
        int furtherDone,
        int unpaired) {
    public int pairs() {
        return both + realOnly + simulatedOnly + neither;
    }

    /** Real ones of pairs. */
    public Counts real() {
        return new Counts(both + realOnly, pairs());
    }

    /** Simulated ones of pairs. */
    public Counts simulated() {
        return new Counts(both + simulatedOnly, pairs());
    }

    TwinCells plus(TwinCells other) {
        return new TwinCells(
                version,
                both + other.both,
                realOnly + other.realOnly,
                simulatedOnly + other.simulatedOnly,
                neither + other.neither,
                further + other.further,
                furtherDone + other.furtherDone,
                unpaired + other.unpaired);
    }
}
