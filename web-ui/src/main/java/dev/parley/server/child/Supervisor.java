package dev.parley.server.child;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps children running: looks at each once a second, starts again what died, and ends all of them in the opposite
 * order of their start. Once ending has begun nothing is started any more.
 */
public final class Supervisor {
    private static final Logger LOG = Logger.getLogger(Supervisor.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Clock clock;
    private final Deque<Watched> watched = new ArrayDeque<>();
    private final Object endings = new Object();
    private boolean ending;

    public Supervisor(Clock clock) {
        this.clock = clock;
    }

    /** Starts a child in the calling thread and watches it from then on. */
    public void start(Child child) throws IOException, InterruptedException {
        Watched one = new Watched(child);
        synchronized (this) {
            if (ending) {
                throw new IllegalStateException("The server is ending; " + child.name() + " is not started");
            }
            watched.push(one);
        }
        one.begin();
    }

    /** Ends one child for good. */
    public void stop(Child child) {
        Watched found = null;
        synchronized (this) {
            for (Watched one : watched) {
                if (one.child == child) {
                    found = one;
                }
            }
            if (found != null) {
                watched.remove(found);
            }
        }
        if (found != null) {
            found.end();
        }
    }

    /**
     * Ends everything and returns when all of it is gone, also for whoever calls it while another thread is at it: the
     * virtual machine halts when its shutdown hook returns, whatever the other thread has still to end.
     */
    public void stopAll() {
        synchronized (this) {
            ending = true;
        }
        synchronized (endings) {
            for (Watched next = takeNext(); next != null; next = takeNext()) {
                next.end();
            }
        }
    }

    private synchronized @Nullable Watched takeNext() {
        return watched.poll();
    }

    /** One child and the thread that looks after it. The lock keeps a restart and the end from crossing. */
    private final class Watched {
        private final Child child;
        private final Backoff backoff = new Backoff();
        private final CountDownLatch over = new CountDownLatch(1);

        Watched(Child child) {
            this.child = child;
        }

        synchronized void begin() throws IOException, InterruptedException {
            try {
                child.start();
            } finally {
                watchFromNowOn();
            }
        }

        // Also after a failed start: what was only slow is watched, and what is gone is tried again.
        private void watchFromNowOn() {
            Thread.ofPlatform().daemon().name("watch-" + child.name()).start(this::watch);
        }

        private void watch() {
            try {
                while (!over.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    if (!child.healthy()) {
                        restart();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void restart() throws InterruptedException {
            Duration wait = backoff.afterDeath(clock.instant());
            LOG.warnf("%s is gone; starting it again in %d ms", child.name(), wait.toMillis());
            if (over.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            synchronized (this) {
                if (over.getCount() == 0) {
                    return;
                }
                try {
                    child.stop();
                    child.start();
                    LOG.warnf("%s runs again", child.name());
                } catch (IOException | RuntimeException e) {
                    LOG.errorf(e, "%s could not be started again", child.name());
                }
            }
        }

        void end() {
            over.countDown();
            synchronized (this) {
                try {
                    child.stop();
                } catch (IOException | RuntimeException e) {
                    LOG.errorf(e, "%s did not end as it should", child.name());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
