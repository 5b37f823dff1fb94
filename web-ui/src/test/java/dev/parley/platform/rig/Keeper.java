package dev.parley.platform.rig;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Brings one part back whenever it is gone, as systemd or Kubernetes would, after a pause that a fault may lengthen. */
final class Keeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration AFTER_A_FAILED_START = Duration.ofMillis(500);

    private final Part part;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private volatile long awayUntilNs;
    private volatile boolean usable;

    Keeper(Part part) {
        this.part = part;
        thread = Thread.ofPlatform().daemon().name("keep-" + part.name()).unstarted(this::run);
    }

    /** Starts the part and keeps it from then on. */
    void begin() throws IOException, InterruptedException {
        part.start();
        usable = true;
        thread.start();
    }

    Part part() {
        return part;
    }

    /** {@code kill -9}, and back after this pause. */
    void kill(Duration away) throws IOException, InterruptedException {
        awayUntilNs = System.nanoTime() + away.toNanos();
        usable = false;
        part.kill();
    }

    /** Ends the pause of the last kill. */
    void bringBack() {
        awayUntilNs = System.nanoTime();
    }

    /** Whether it runs and has got through its start. */
    boolean usable() {
        return usable && part.running();
    }

    private void run() {
        try {
            while (!over.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!part.running() && System.nanoTime() - awayUntilNs >= 0) {
                    startAgain();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain() throws InterruptedException {
        try {
            part.start();
            usable = true;
        } catch (IOException | RuntimeException e) {
            // Killed while it started, or what it needs is away too: the next attempt tells.
            LOG.log(System.Logger.Level.INFO, "{0} did not start: {1}", part.name(), e.getMessage());
            over.await(AFTER_A_FAILED_START.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the keeping, not the part. */
    @Override
    public void close() throws InterruptedException {
        over.countDown();
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join();
        }
    }
}
