package dev.parley.core.event;

import dev.parley.core.redis.RedisConnections;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** This replica's ear on the Redis channel. */
@ApplicationScoped
class RedisEvents {
    private static final Logger LOG = Logger.getLogger(RedisEvents.class);

    private final RedisConnections redis;
    private final LocalEvents local;
    private final EventWire wire;
    private final EventConfig config;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;

    @Inject
    RedisEvents(RedisConnections redis, LocalEvents local, EventWire wire, EventConfig config) {
        this.redis = redis;
        this.local = local;
        this.wire = wire;
        this.config = config;
    }

    /** Whether events can be expected from here now. */
    boolean listening() {
        StatefulRedisPubSubConnection<String, String> current = connection;
        return current != null && current.isOpen();
    }

    /** Connects if that has not succeeded yet; from then on Lettuce reconnects and subscribes again by itself. */
    void ensureConnected(Runnable subscribed) {
        if (connection != null || !connecting.compareAndSet(false, true)) {
            return;
        }
        redis.pubSub().whenComplete((made, failure) -> {
            connecting.set(false);
            if (failure != null) {
                LOG.debugf(failure, "Redis is away; events come straight from PostgreSQL");
                return;
            }
            made.addListener(new Listener(subscribed));
            made.async().subscribe(config.channel());
            connection = made;
        });
    }

    @PreDestroy
    void close() {
        StatefulRedisPubSubConnection<String, String> current = connection;
        if (current != null) {
            current.closeAsync();
        }
    }

    private final class Listener extends RedisPubSubAdapter<String, String> {
        private final Runnable subscribed;

        Listener(Runnable subscribed) {
            this.subscribed = subscribed;
        }

        @Override
        public void message(String channel, String message) {
            try {
                local.dispatch(wire.read(message));
            } catch (IllegalArgumentException e) {
                // A replica of another version: its event is in the outbox too, where the sweep finds it.
                LOG.warnf("an unreadable event came over Redis: %s", e.getMessage());
            }
        }

        @Override
        public void subscribed(String channel, long count) {
            subscribed.run();
        }
    }
}
