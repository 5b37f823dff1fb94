package dev.parley.core.event;

import dev.parley.core.redis.RedisConnections;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Publishes unpublished events to Redis, oldest first. Runs on the one replica that holds the advisory lock; what it
 * published and could not mark is published again, which subscribers bear.
 */
@ApplicationScoped
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private static final int UNANSWERED = 128;
    /**
     * From one run to the next at least: each ends with a commit, and while events pour in one commit marks many. The
     * replica that made a change has told its own subscribers already.
     */
    private static final Duration APART = Duration.ofMillis(10);

    private final Outbox outbox;
    private final EventWire wire;
    private final RedisConnections redis;
    private final EventConfig config;
    /** Wake-ups since the current run began; one run answers all of them. */
    private final AtomicInteger wakeUps = new AtomicInteger();

    @Inject
    OutboxRelay(Outbox outbox, EventWire wire, RedisConnections redis, EventConfig config) {
        this.outbox = outbox;
        this.wire = wire;
        this.redis = redis;
        this.config = config;
    }

    void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            run();
        }
    }

    private void run() {
        int answered = wakeUps.get();
        Uni.createFrom()
                .completionStage(() -> outbox.unpublished().toCompletionStage())
                .call(this::publish)
                .subscribe()
                .with(events -> ended(answered, !events.isEmpty()), failure -> {
                    // Redis or PostgreSQL is away: the rows stay and the next sweep tries again.
                    LOG.debugf(failure, "events wait in the outbox");
                    wakeUps.set(0);
                });
    }

    private void ended(int answered, boolean mayBeMore) {
        if (wakeUps.addAndGet(-answered) > 0) {
            Uni.createFrom().voidItem().onItem().delayIt().by(APART).subscribe().with(ignored -> run());
        } else if (mayBeMore) {
            wake();
        }
    }

    private Uni<Void> publish(List<DomainEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                // One connection sends them in this order; nobody waits for an answer before the next is sent.
                .transformToUni(event -> redis.run(commands -> commands.publish(config.channel(), wire.write(event))))
                .merge(UNANSWERED)
                .collect()
                .last()
                .chain(() -> Uni.createFrom()
                        .completionStage(() -> outbox.published(events).toCompletionStage()));
    }
}
