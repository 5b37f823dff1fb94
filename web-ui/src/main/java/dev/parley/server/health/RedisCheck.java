package dev.parley.server.health;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Redis answers, over a connection of its own that mends itself. */
@Readiness
@ApplicationScoped
class RedisCheck implements AsyncHealthCheck {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final RedisURI uri;
    private final RedisClient client;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    @Inject
    RedisCheck(@ConfigProperty(name = "parley.redis.url") String url) {
        this.uri = RedisURI.create(url);
        uri.setTimeout(ANSWER_WITHIN);
        this.client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        Uni<String> pong = connected()
                .chain(open ->
                        Uni.createFrom().completionStage(() -> open.async().ping()));
        return Checks.answer("redis", pong, "Redis does not answer");
    }

    private Uni<StatefulRedisConnection<String, String>> connected() {
        StatefulRedisConnection<String, String> open = connection;
        if (open != null) {
            return Uni.createFrom().item(open);
        }
        return Uni.createFrom()
                .completionStage(() -> client.connectAsync(StringCodec.UTF8, uri))
                .invoke(made -> connection = made);
    }

    @PreDestroy
    void close() {
        client.shutdown(Duration.ZERO, ANSWER_WITHIN);
    }
}
