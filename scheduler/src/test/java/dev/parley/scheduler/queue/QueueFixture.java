package dev.parley.scheduler.queue;

import static java.util.Objects.requireNonNull;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.scheduler.FakeTurns;
import dev.parley.scheduler.MutableClock;
import dev.parley.scheduler.SchedulerConfig;
import dev.parley.scheduler.TestConfig;
import dev.parley.testing.EmbeddedServices;
import io.lettuce.core.RedisClient;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queues on the real Redis and PostgreSQL of this JVM, several replicas of one platform; only the turns are played. */
public final class QueueFixture implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Pool postgres;
    private final RedisClient redis;
    private final String redisUrl;
    private final List<RedisLink> links = new ArrayList<>();
    private final SchedulerConfig config = TestConfig.defaults();

    public final FakeTurns turns = new FakeTurns();
    public final MutableClock clock = new MutableClock();
    public final ReactiveBridge bridge = new ReactiveBridge(vertx);

    public QueueFixture() {
        Map<String, String> services = new EmbeddedServices().start();
        PgConnectOptions options = PgConnectOptions.fromUri(
                        requireNonNull(services.get("quarkus.datasource.reactive.url")))
                .setUser(services.get("quarkus.datasource.username"))
                .setPassword(services.get("quarkus.datasource.password"));
        postgres = new Pool(PgBuilder.pool().connectingTo(options).using(vertx).build());
        postgres.query("CREATE SEQUENCE scheduler_queue_generation").executeAndAwait();
        redisUrl = requireNonNull(services.get("parley.redis.url"));
        redis = RedisClient.create(redisUrl);
        flush();
    }

    /** One more replica's queue. */
    public TurnQueue replica() {
        RedisLink link = new RedisLink(redisUrl, Duration.ofSeconds(2));
        links.add(link);
        return new TurnQueue(new QueueIndex(link, postgres, turns, bridge), config, clock);
    }

    /** Nothing waits, Redis is empty, and no replica is left. */
    public void reset() {
        links.forEach(RedisLink::close);
        links.clear();
        turns.clear();
        flush();
    }

    public void flush() {
        try (var connection = redis.connect()) {
            connection.sync().flushall();
        }
    }

    void set(String key, String value) {
        try (var connection = redis.connect()) {
            connection.sync().set(key, value);
        }
    }

    @Nullable
    String get(String key) {
        try (var connection = redis.connect()) {
            return connection.sync().get(key);
        }
    }

    @Override
    public void close() {
        links.forEach(RedisLink::close);
        redis.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        postgres.close().await().indefinitely();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
