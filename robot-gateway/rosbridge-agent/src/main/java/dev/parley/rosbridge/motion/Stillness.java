package dev.parley.rosbridge.motion;

/**
 * An arm was seen to stand.
 *
 * @param haltedNs when it was told to
 * @param endedNs when it came to where it stands
 * @param confirmedNs when that was sure
 */
public record Stillness(long haltedNs, long endedNs, long confirmedNs) {
    /** From the order to the end of motion. */
    public long tookNs() {
        return Math.max(0, endedNs - haltedNs);
    }
}
