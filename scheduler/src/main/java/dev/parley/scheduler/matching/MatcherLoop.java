package dev.parley.scheduler.matching;

import dev.parley.contracts.TurnId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.Events;
import dev.parley.scheduler.Pace;
import dev.parley.scheduler.queue.QueueUpkeep;
import io.lettuce.core.RedisException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Runs the matcher on a thread of its own: at once when an event says that something may have changed, and once a
 * sweep in any case. While Redis or PostgreSQL is away nothing is offered, running episodes are not touched, and the
 * loop looks again every sweep.
 */
final class MatcherLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MatcherLoop.class);

    private static final Duration LONGEST_REST = Duration.ofMillis(20);

    private final Matcher matcher;
    private final QueueUpkeep upkeep;
    private final Duration sweepEvery;
    private final Duration reconcileEvery;
    private final Clock clock;
    private final Events.Subscription events;
    private final Events.Subscription gaps;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Set<TurnId> changed = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicBoolean missedEvents = new AtomicBoolean();
    private Instant reconciledAt = Instant.MIN;
    private Duration pause = Duration.ZERO;
    private boolean away;

    MatcherLoop(
            Matcher matcher,
            QueueUpkeep upkeep,
            Events events,
            Duration sweepEvery,
            Duration reconcileEvery,
            Clock clock) {
        this.matcher = matcher;
        this.upkeep = upkeep;
        this.sweepEvery = sweepEvery;
        this.reconcileEvery = reconcileEvery;
        this.clock = clock;
        this.events = events.subscribe(this::hear);
        this.gaps = events.onGap(() -> {
            missedEvents.set(true);
            wakeUps.release();
        });
        thread = Thread.ofVirtual().name("scheduler-matcher").start(this::run);
    }

    private void hear(DomainEvent event) {
        switch (event.aggregate()) {
            case TURN -> {
                changed.add(new TurnId(event.id()));
                wakeUps.release();
            }
            case ASSIGNMENT, STATION -> wakeUps.release();
            case PROMPT, EPISODE, VOTE -> {
                // What matters to a slot or a turn arrives as an event of its own.
            }
        }
    }

    private void run() {
        try {
            boolean ended = false;
            while (!ended) {
                boolean woken = wakeUps.tryAcquire(sweepEvery.toMillis(), TimeUnit.MILLISECONDS);
                if (woken) {
                    wakeUps.drainPermits();
                }
                long began = System.nanoTime();
                if (!closed()) {
                    lookOnce();
                }
                ended = ending.await(rest(System.nanoTime() - began), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * As long again as the look took: while prompts pour in, each look serves more of them and leaves half of the time to
     * those who write. A look at a line that moves now and then waits for nobody.
     */
    private static long rest(long tookNs) {
        return Math.min(tookNs, LONGEST_REST.toNanos());
    }

    private boolean closed() {
        return ending.getCount() == 0;
    }

    private void lookOnce() {
        Set<TurnId> now = Set.copyOf(changed);
        try {
            changed.removeAll(now);
            if (missedEvents.getAndSet(false)) {
                pause = Duration.ZERO;
            }
            Instant began = clock.instant();
            // A clock that was set back must not put it off.
            if (began.isBefore(reconciledAt) || !began.isBefore(reconciledAt.plus(pause))) {
                upkeep.reconcile();
                pause = Pace.pause(reconcileEvery, Duration.between(began, clock.instant()));
                reconciledAt = began;
            }
            upkeep.refresh(now);
            matcher.match();
            if (away) {
                away = false;
                LOG.info("The scheduler is matching again");
            }
        } catch (RuntimeException e) {
            changed.addAll(now);
            report(e);
        }
    }

    /** Once per outage, not once per sweep. */
    private void report(RuntimeException e) {
        if (closed()) {
            return;
        }
        if (!away) {
            LOG.warnf(
                    e,
                    "%s; nothing is offered meanwhile, looking again every %s",
                    e instanceof RedisException ? "Redis is away" : "The queue could not be looked at",
                    sweepEvery);
        }
        away = true;
    }

    @Override
    public void close() {
        ending.countDown();
        events.close();
        gaps.close();
        wakeUps.release();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
