package dev.parley.core.redis;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connections to Redis that every feature shares. The application starts without Redis, fails commands at once while it
 * is away instead of queueing them, and finds it again by itself. Safe on any thread; nothing blocks.
 */
@ApplicationScoped
public class RedisConnections {
    /** After a refused connection the next attempt waits this long, so that a missing Redis costs no storm. */
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    private final RedisURI uri;
    private final RedisClient client;
    private final Clock clock;
    private final Object lock = new Object();
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> shared;
    private Instant retryAt = Instant.MIN;

    @Inject
    public RedisConnections(RedisConfig config, Clock clock) {
        this.clock = clock;
        uri = RedisURI.create(config.url());
        uri.setTimeout(config.timeout());
        client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(config.timeout()).build())
                .timeoutOptions(TimeoutOptions.enabled(config.timeout()))
                .build());
    }

    /**
     * Runs commands on the shared connection.
     *
     * @return what they answer; fails with SERVICE_AWAY when there is no connection, or as the command failed
     */
    public <T> Uni<T> run(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> commands) {
        return Uni.createFrom()
                .completionStage(() -> connection().thenCompose(connection -> commands.apply(connection.async())));
    }

    /**
     * A connection of its own for publish and subscribe, which reconnects and subscribes again by itself once it has been made;
     * the caller closes it. Fails with SERVICE_AWAY when Redis is away now.
     */
    public CompletionStage<StatefulRedisPubSubConnection<String, String>> pubSub() {
        return client.connectPubSubAsync(StringCodec.UTF8, uri).handle((connection, failure) -> {
            if (failure != null) {
                throw away();
            }
            return connection;
        });
    }

    private CompletableFuture<StatefulRedisConnection<String, String>> connection() {
        synchronized (lock) {
            if (shared != null && !shared.isCompletedExceptionally()) {
                return shared;
            }
            Instant now = clock.instant();
            // A clock that was set back must not make the wait longer.
            if (now.isBefore(retryAt) && !retryAt.isAfter(now.plus(RETRY_AFTER))) {
                return CompletableFuture.failedFuture(away());
            }
            retryAt = now.plus(RETRY_AFTER);
            shared = client.connectAsync(StringCodec.UTF8, uri)
                    .toCompletableFuture()
                    .handle((connection, failure) -> {
                        if (failure != null) {
                            throw away();
                        }
                        return connection;
                    });
            return shared;
        }
    }

    private static ParleyException away() {
        return new ParleyException(ErrorCode.SERVICE_AWAY, "Redis is away; it is tried again by itself.");
    }

    @PreDestroy
    void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
