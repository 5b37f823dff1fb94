package dev.parley.scheduler.queue;

import dev.parley.core.redis.RedisConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Redis, made when it is first needed and mended by itself. While Redis is away every command fails
 * at once with a {@link io.lettuce.core.RedisException}: callers look again later, nothing piles up.
 */
@ApplicationScoped
class RedisLink {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;

    @Inject
    RedisLink(RedisConfig config) {
        this(config.url(), config.timeout());
    }

    RedisLink(String url, Duration answerWithin) {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(answerWithin);
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    /** @throws io.lettuce.core.RedisException while Redis cannot be reached */
    synchronized RedisCommands<String, String> commands() {
        StatefulRedisConnection<String, String> open = connection;
        if (open == null) {
            open = client.connect();
            connection = open;
        }
        return open.sync();
    }

    @PreDestroy
    synchronized void close() {
        StatefulRedisConnection<String, String> open = connection;
        if (open != null) {
            open.close();
        }
        client.shutdown(Duration.ZERO, CLOSE_WITHIN);
    }
}
