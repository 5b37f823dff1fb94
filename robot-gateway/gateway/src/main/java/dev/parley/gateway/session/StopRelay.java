package dev.parley.gateway.session;

import dev.parley.core.redis.RedisConnections;
import dev.parley.gateway.work.Ticker;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stops on their way to the replica that holds the station, by Redis pub/sub: the second way beside PostgreSQL, so that one
 * of the two may be away. Never blocks, never fails.
 */
@ApplicationScoped
class StopRelay {
    private static final Logger LOG = Logger.getLogger(StopRelay.class);
    private static final String CHANNEL = "parley:stops";
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final RedisConnections redis;
    private final Ticker ticker;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;
    private volatile boolean closed;

    @Inject
    StopRelay(RedisConnections redis, Ticker ticker) {
        this.redis = redis;
        this.ticker = ticker;
    }

    /** Hears every replica's orders, and which of them stations have received, from the first moment that Redis is there. */
    void listen(Consumer<StopOrder> orders, Consumer<String> received) {
        if (closed) {
            return;
        }
        redis.pubSub().whenComplete((opened, away) -> {
            if (away != null) {
                ticker.after(AGAIN_AFTER, () -> listen(orders, received));
                return;
            }
            opened.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    heard(message, orders, received);
                }
            });
            opened.async().subscribe(CHANNEL);
            connection = opened;
        });
    }

    private static void heard(String message, Consumer<StopOrder> orders, Consumer<String> received) {
        try {
            JsonObject json = new JsonObject(message);
            if (json.containsKey("received")) {
                received.accept(json.getString("received"));
            } else {
                orders.accept(StopOrder.parse(json));
            }
        } catch (RuntimeException e) {
            LOG.warnf("something that is no stop came over Redis: %s", e.getMessage());
        }
    }

    void pass(StopOrder order) {
        publish(order.json());
    }

    /** Tells whoever passed it that the station has it. */
    void received(StopOrder order) {
        publish(new JsonObject().put("received", order.stopId()));
    }

    private void publish(JsonObject message) {
        redis.run(commands -> commands.publish(CHANNEL, message.encode()))
                .subscribe()
                .with(heard -> {}, away -> LOG.debugf("Redis is away: %s", away.getMessage()));
    }

    @PreDestroy
    void close() {
        closed = true;
        StatefulRedisPubSubConnection<String, String> open = connection;
        if (open != null) {
            open.closeAsync();
        }
    }
}
