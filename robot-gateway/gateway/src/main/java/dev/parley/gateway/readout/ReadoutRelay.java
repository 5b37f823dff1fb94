package dev.parley.gateway.readout;

import dev.parley.contracts.EpisodeId;
import dev.parley.gateway.GatewayRole;
import dev.parley.gateway.work.Ticker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Readouts between replicas, by Redis pub/sub on one channel. Fire and forget: while Redis is away people on other replicas
 * see no numbers, and nothing else happens.
 */
@ApplicationScoped
class ReadoutRelay {
    private static final Logger LOG = Logger.getLogger(ReadoutRelay.class);
    private static final String CHANNEL = "parley:readouts";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

    private final RedisClient client;
    private final GatewayRole role;
    private final Ticker ticker;
    private final String replica = UUID.randomUUID().toString();
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;
    private volatile boolean closed;

    @Inject
    ReadoutRelay(@ConfigProperty(name = "parley.redis.url") String url, GatewayRole role, Ticker ticker) {
        this.role = role;
        this.ticker = ticker;
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(ANSWER_WITHIN);
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    /** Hears what other replicas publish, from the first moment that Redis is there. */
    void listen(BiConsumer<EpisodeId, String> receiver) {
        ForkJoinPool.commonPool().execute(() -> connect(receiver));
    }

    private void connect(BiConsumer<EpisodeId, String> receiver) {
        if (closed) {
            return;
        }
        try {
            StatefulRedisPubSubConnection<String, String> opened = client.connectPubSub();
            opened.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    received(message, receiver);
                }
            });
            opened.async().subscribe(CHANNEL);
            connection = opened;
        } catch (RedisException e) {
            LOG.debugf("Redis is away, readouts stay on this replica: %s", e.getMessage());
            ticker.after(AGAIN_AFTER, () -> listen(receiver));
        }
    }

    private void received(String message, BiConsumer<EpisodeId, String> receiver) {
        // replica, episode, JSON; our own were shown straight away.
        String[] parts = message.split(" ", 3);
        if (parts.length == 3 && !parts[0].equals(replica)) {
            try {
                receiver.accept(EpisodeId.parse(parts[1]), parts[2]);
            } catch (IllegalArgumentException e) {
                LOG.debugf("a readout of no episode: %s", e.getMessage());
            }
        }
    }

    void publish(EpisodeId episode, String json) {
        StatefulRedisPubSubConnection<String, String> open = connection;
        if (open != null && role.active()) {
            open.async().publish(CHANNEL, replica + " " + episode + " " + json);
        }
    }

    @PreDestroy
    void close() {
        closed = true;
        client.shutdown(Duration.ZERO, ANSWER_WITHIN);
    }
}
