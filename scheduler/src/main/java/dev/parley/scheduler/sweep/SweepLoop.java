package dev.parley.scheduler.sweep;

import dev.parley.scheduler.Pace;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sweeps again and again on a thread of its own until closed. */
final class SweepLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SweepLoop.class);

    private final Sweeper sweeper;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private long forgetAtNanos = System.nanoTime();
    private boolean away;

    SweepLoop(Sweeper sweeper, Duration every) {
        this.sweeper = sweeper;
        this.every = every;
        thread = Thread.ofVirtual().name("scheduler-sweep").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                sweepOnce();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweepOnce() {
        try {
            sweeper.end();
            if (System.nanoTime() - forgetAtNanos >= 0) {
                long began = System.nanoTime();
                sweeper.forget();
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                forgetAtNanos = began + Pace.pause(every, took).toNanos();
            }
            if (away) {
                away = false;
                LOG.info("Sweeps are running again");
            }
        } catch (RuntimeException e) {
            if (!away && closed.getCount() > 0) {
                LOG.warnf(e, "A sweep failed; trying again every %s", every);
            }
            away = true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
