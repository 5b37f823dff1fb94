package dev.parley.gateway.work;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What one station asked for, done one after the other on a virtual thread of its own, so that its events keep their order
 * and a slow database holds up nobody else. Bounded.
 */
public final class Mailbox implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Mailbox.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final ThreadPoolExecutor executor;

    public Mailbox(String name, int capacity) {
        executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(capacity),
                Thread.ofVirtual().name(name).factory());
    }

    /** @return false if too much waits already, or the mailbox is closed */
    public boolean put(Runnable work) {
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.error("work for a station failed", e);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Waits for reactive work; only inside a task of a mailbox, which is never an event loop. */
    public static <T> T await(Uni<T> work) {
        return Blocking.await(work, LONGEST_WAIT);
    }

    /** Lets what is queued finish and takes nothing more. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
