package dev.parley.sim.worker;

/**
 * Keeps a loop at a steady rate by the wall clock. When the work takes longer than a period, the whole schedule moves with
 * it: what follows runs at the usual rate, never faster to catch up, so that who watches sees motion at its true speed.
 */
final class Pacer {

    private final MonotonicTime time;
    private final long periodNs;
    private long nextNs;
    private long behindNs;
    private boolean started;

    Pacer(MonotonicTime time, long periodNs) {
        this.time = time;
        this.periodNs = periodNs;
    }

    /** Returns at the next beat; the first call returns at once and sets the beat. */
    void await() throws InterruptedException {
        long now = time.nowNs();
        if (!started) {
            started = true;
            nextNs = now;
        }
        long late = now - nextNs;
        if (late > 0) {
            behindNs += late;
            nextNs = now;
        } else {
            time.waitUntilNs(nextNs);
        }
        nextNs += periodNs;
    }

    /** By how much the loop has taken longer than real time so far. */
    long behindNs() {
        return behindNs;
    }
}
