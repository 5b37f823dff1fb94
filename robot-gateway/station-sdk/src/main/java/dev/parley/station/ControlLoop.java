package dev.parley.station;

import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The one thread on which the session lives: frames, heartbeats and decisions, one after the other, none of them long. */
final class ControlLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ControlLoop.class.getName());

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("station-control").factory());

    void run(Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the station has ended; a late task is dropped");
        }
    }

    void after(Duration pause, Runnable task) {
        try {
            executor.schedule(guarded(task), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the station has ended; a late task is dropped");
        }
    }

    ScheduledFuture<?> every(Duration period, Runnable task) {
        return executor.scheduleAtFixedRate(guarded(task), 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A fault in one task must not end the heartbeat. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(ERROR, "a task of the control loop failed", e);
            }
        };
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
