package dev.parley.scheduler.wait;

import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.Events;
import dev.parley.scheduler.SchedulerConfig;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells pages when positions or waits may have changed: what to listen to instead of single events. Works on every
 * replica, with or without the scheduler's role.
 */
@Startup
@ApplicationScoped
public class QueueWatch {
    private final BroadcastProcessor<Long> ticks = BroadcastProcessor.create();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile long told;
    private final Duration debounce;
    private final ScheduledExecutorService timer;
    private final Events.Subscription events;
    private final Events.Subscription gaps;

    @Inject
    public QueueWatch(Events events, SchedulerConfig config, ScheduledExecutorService timer) {
        this.debounce = config.estimates().debounce();
        this.timer = timer;
        this.events = events.subscribe(this::hear);
        this.gaps = events.onGap(this::changed);
    }

    /**
     * A number that grows, at most one per debounce time (250 ms), always one after the last change; {@code
     * WaitEstimates} asked after a tick knows of everything before it. A slow subscriber misses ticks, never the news:
     * the next tick means the same. Ticks come on an unspecified thread.
     */
    public Multi<Long> ticks() {
        return ticks.onOverflow().dropPreviousItems();
    }

    /** How many changes were heard so far; what was read under an older number is out of date. */
    long changes() {
        return changes.get();
    }

    /** How many of them a tick has told: an older one is at most one debounce time old. */
    long told() {
        return told;
    }

    private void hear(DomainEvent event) {
        switch (event.aggregate()) {
            case TURN, ASSIGNMENT, EPISODE, STATION -> changed();
            case PROMPT, VOTE -> {
                // A prompt moves nobody: its turns do.
            }
        }
    }

    private void changed() {
        changes.incrementAndGet();
        if (due.compareAndSet(false, true)) {
            timer.schedule(this::tick, debounce.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        // Cleared first: a change from here on gets a tick of its own.
        due.set(false);
        told = changes.get();
        ticks.onNext(told);
    }

    @PreDestroy
    void close() {
        events.close();
        gaps.close();
        ticks.onComplete();
    }
}
