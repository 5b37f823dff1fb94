package dev.parley.core.plan;

import dev.parley.core.analysis.plan.Parting;
import dev.parley.core.analysis.versus.Watch;

/**
 * How two policies stand against each other, and how many more blocks until they are told apart.
 *
 * @param soFar blocks from the same start that both ended
 * @param forFirst evidence for the first being better, 1 where nothing is known
 * @param forSecond the same for the second
 * @param threshold evidence that decides
 * @param verdict whether it is decided already
 * @param more from here on
 * @param basis what that is reckoned from
 */
public record Apart(
        Parting.SoFar soFar,
        double forFirst,
        double forSecond,
        double threshold,
        Watch.Verdict verdict,
        Parting more,
        Basis basis) {
    /** What a forecast is made from. */
    public enum Basis {
        /** Blocks so far: not knowing how different the two are is in the answer. */
        BLOCKS,
        /** Too few blocks: as if both rates were what they look like now. */
        RATES
    }
}
