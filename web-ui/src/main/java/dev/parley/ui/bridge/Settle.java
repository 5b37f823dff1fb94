package dev.parley.ui.bridge;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Joins nudges that come close together into one run. Thread-safe. */
final class Settle {
    private final ScheduledExecutorService timer;
    private final Duration wait;
    private final Runnable work;
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile boolean cancelled;

    Settle(ScheduledExecutorService timer, Duration wait, Runnable work) {
        this.timer = timer;
        this.wait = wait;
        this.work = work;
    }

    /** Runs the work once after the wait; nudges until then change nothing. */
    void nudge() {
        nudgeAfter(wait);
    }

    /** The same after another wait. */
    void nudgeAfter(Duration pause) {
        if (!cancelled && due.compareAndSet(false, true)) {
            timer.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void cancel() {
        cancelled = true;
    }

    private void run() {
        due.set(false);
        if (!cancelled) {
            work.run();
        }
    }
}
