package dev.parley.ui.bridge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what was scheduled when told to, so that no test waits. */
final class HeldTimer extends ScheduledThreadPoolExecutor {
    private final Queue<Runnable> held = new ArrayDeque<>();

    HeldTimer() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        held.add(command);
        return super.schedule((Callable<String>) () -> "held", Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    /** What this schedules anew is run too. */
    void elapse() {
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    /** What this schedules anew waits for the next time. */
    void elapseOnce() {
        ArrayList<Runnable> due = new ArrayList<>(held);
        held.clear();
        due.forEach(Runnable::run);
    }

    int waiting() {
        return held.size();
    }
}
