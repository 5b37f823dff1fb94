package dev.parley.ui.bridge;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Looks again for one page some time after it is nudged, unless nobody is there to see it. What is drawn for a browser that
 * went away without a word is kept until it comes back: it must not grow with everything that happens meanwhile, so the look waits
 * for the browser. Thread-safe.
 */
final class Follower {
    /** How often an absent browser is looked for. */
    private static final Duration ABSENT = Duration.ofSeconds(2);

    private final Settle settle;
    private final Consumer<Runnable> underLock;
    private final BooleanSupplier present;
    private final Runnable lookAgain;

    /**
     * @param underLock runs something under the page's lock, or not at all once the page is gone
     * @param present whether the browser listens now; called under the lock
     */
    Follower(
            ScheduledExecutorService timer,
            Duration pause,
            Consumer<Runnable> underLock,
            BooleanSupplier present,
            Runnable lookAgain) {
        settle = new Settle(timer, pause, this::look);
        this.underLock = underLock;
        this.present = present;
        this.lookAgain = lookAgain;
    }

    void nudge() {
        settle.nudge();
    }

    void cancel() {
        settle.cancel();
    }

    private void look() {
        underLock.accept(() -> {
            if (present.getAsBoolean()) {
                lookAgain.run();
            } else {
                settle.nudgeAfter(ABSENT);
            }
        });
    }
}
