package dev.parley.policy.link;

import java.util.function.LongSupplier;

/** So many a second, saved up for one second at most. Thread-safe. */
final class Allowance {
    private final int perSecond;
    private final LongSupplier nanoTime;
    private double saved;
    private long asOf;

    Allowance(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        saved = perSecond;
        asOf = nanoTime.getAsLong();
    }

    synchronized boolean take() {
        long now = nanoTime.getAsLong();
        saved = Math.min(perSecond, saved + (now - asOf) / 1e9 * perSecond);
        asOf = now;
        if (saved < 1) {
            return false;
        }
        saved--;
        return true;
    }
}
