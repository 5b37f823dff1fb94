package dev.parley.station;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The control loop as a thread, on the machine's monotonic clock. */
final class ControlThread implements ControlLoop {
    private static final System.Logger LOG = System.getLogger(ControlThread.class.getName());

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("station-control").factory());

    @Override
    public void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration pause, Runnable task) {
        try {
            executor.schedule(guarded(task), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(DEBUG, "the station has ended; a late task is dropped");
        }
    }

    @Override
    public Repeated every(Duration period, Runnable task) {
        Future<?> repeated = executor.scheduleAtFixedRate(guarded(task), 0, period.toNanos(), TimeUnit.NANOSECONDS);
        return () -> repeated.cancel(false);
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
