package dev.parley.rosbridge.standin;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that other threads bring about, and fails where it does not come. */
public final class Until {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(5);

    private Until() {}

    public static void so(String what, BooleanSupplier holds) throws InterruptedException {
        so(what, PATIENCE, holds);
    }

    public static void so(String what, Duration patience, BooleanSupplier holds) throws InterruptedException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("not within " + patience.toMillis() + " ms: " + what);
            }
            Thread.sleep(LOOK);
        }
    }

    /** Looks for a while, and fails when it stops to hold. */
    public static void stays(String what, Duration howLong, BooleanSupplier holds) throws InterruptedException {
        long until = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() < until) {
            if (!holds.getAsBoolean()) {
                throw new AssertionError("not any more: " + what);
            }
            Thread.sleep(LOOK);
        }
    }
}
