package dev.parley.rosbridge.motion;

import java.time.Duration;

/**
 * By how much messages are late, although nobody knows what the driver's clock shows: the smallest difference between its stamps and our
 * receipt stands for "at once", and what comes with a larger one was under way for longer. The two clocks may drift apart slowly. One thread.
 */
final class Lateness {
    /** Clocks of computers drift apart by less than this. */
    private static final double DRIFT = 2e-4;

    /** More is no delay but somebody who set a clock; connections that are silent for a fraction of it are given up. */
    private static final long CLOCK_SET_NS = Duration.ofMinutes(1).toNanos();

    private boolean known;
    private long smallest;
    private long atNs;

    /** @param stampNs 0 says that the driver has no clock; then nothing is known to be late */
    long ofNs(long stampNs, long receivedNs) {
        if (stampNs == 0) {
            return 0;
        }
        long difference = receivedNs - stampNs;
        if (!known) {
            known = true;
            smallest = difference;
            atNs = receivedNs;
            return 0;
        }
        long base = smallest + (long) ((receivedNs - atNs) * DRIFT);
        long late = difference - base;
        if (late <= 0 || late > CLOCK_SET_NS) {
            smallest = difference;
            atNs = receivedNs;
            return 0;
        }
        return late;
    }
}
