package dev.parley.media.forward;

/**
 * What a publisher may send: a cap, less while a viewer loses packets. One picture goes to all, so the slowest viewer is
 * heard, down to a floor below which it stays behind alone. One thread at a time.
 */
final class BitrateBudget {

    /** Of 256: one tenth lost is more than a clean network loses by chance (the bound of libwebrtc's own controller). */
    private static final int HEAVY_LOSS = 26;

    private static final int LIGHT_LOSS = 5;
    private static final double DOWN = 0.85;
    private static final double UP = 1.08;

    private final double cap;
    private final double floor;
    private double allowed;
    private int worst;

    BitrateBudget(long capBitsPerSecond) {
        cap = capBitsPerSecond;
        floor = Math.min(cap, 400_000);
        allowed = cap;
    }

    /** A viewer reports what it lost, in 1/256. */
    void lost(int fraction) {
        worst = Math.max(worst, fraction);
    }

    /** The budget for the next second; called once a second. */
    long next() {
        if (worst > HEAVY_LOSS) {
            allowed = Math.max(floor, allowed * DOWN);
        } else if (worst < LIGHT_LOSS) {
            allowed = Math.min(cap, allowed * UP);
        }
        worst = 0;
        return (long) allowed;
    }
}
