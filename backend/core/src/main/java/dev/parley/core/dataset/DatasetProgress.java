package dev.parley.core.dataset;

import java.util.concurrent.atomic.AtomicLong;

/** How far one attempt is, and whether it may go on. Written by the thread that works, read by the one that tells. */
final class DatasetProgress {
    private final AtomicLong done = new AtomicLong();
    private volatile long total;
    private volatile boolean lost;

    DatasetProgress of(long steps) {
        total = steps;
        return this;
    }

    void step() {
        requireLease();
        done.incrementAndGet();
    }

    /** Another estimate than what is found makes no progress of more than all. */
    long done() {
        return Math.min(done.get(), total);
    }

    long total() {
        return total;
    }

    void lose() {
        lost = true;
    }

    void requireLease() {
        if (lost) {
            throw new LeaseLost();
        }
    }
}
