package dev.parley.scheduler.bench;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What the same PostgreSQL and Redis give without Parley around them. */
final class Baselines {
    private static final Duration RUN = Duration.ofSeconds(3);
    private static final int RUNS = 3;

    private Baselines() {}

    /** One row, one transaction, eight clients. */
    static double insertCommit(Pool postgres) {
        postgres.query("CREATE TABLE IF NOT EXISTS bench_insert (id bigint PRIMARY KEY, instruction text NOT NULL)")
                .executeAndAwait();
        AtomicLong id = new AtomicLong(System.nanoTime());
        return Figures.repeated(
                "baseline: insert and commit of one row, 8 clients",
                "/s",
                RUNS,
                () -> Clients.perSecond(
                        8,
                        RUN,
                        client -> postgres.preparedQuery("INSERT INTO bench_insert VALUES ($1, $2)")
                                .executeAndAwait(Tuple.of(id.incrementAndGet(), "put the red cube in the bowl"))));
    }

    /** The queue people build on PostgreSQL alone: claim the oldest, then mark it done; two transactions, no fairness. */
    static double skipLocked(Pool postgres) {
        postgres.query("DROP TABLE IF EXISTS bench_work").executeAndAwait();
        postgres.query("CREATE TABLE bench_work (id bigint PRIMARY KEY, state smallint NOT NULL)")
                .executeAndAwait();
        postgres.query("CREATE INDEX ON bench_work (id) WHERE state = 0").executeAndAwait();
        postgres.query("INSERT INTO bench_work SELECT i, 0 FROM generate_series(1, 200000) i")
                .executeAndAwait();
        return Figures.repeated(
                "baseline: SKIP LOCKED claim and done, 8 clients",
                "/s",
                RUNS,
                () -> Clients.perSecond(8, RUN, client -> {
                    long claimed = postgres.query(
                                    "UPDATE bench_work SET state = 1 WHERE id = (SELECT id FROM bench_work"
                                            + " WHERE state = 0 ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING id")
                            .executeAndAwait()
                            .iterator()
                            .next()
                            .getLong(0);
                    postgres.preparedQuery("UPDATE bench_work SET state = 2 WHERE id = $1")
                            .executeAndAwait(Tuple.of(claimed));
                }));
    }

    /** A script that does nothing: the price of one round trip. */
    static double emptyScript(String redisUrl) {
        RedisClient client = RedisClient.create(redisUrl);
        try (var connection = client.connect()) {
            var redis = connection.sync();
            String digest = redis.scriptLoad("return 1");
            return Figures.repeated(
                    "baseline: EVALSHA of an empty script, 1 client",
                    "/s",
                    RUNS,
                    () -> Clients.perSecond(1, RUN, one -> redis.evalsha(digest, ScriptOutputType.INTEGER)));
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }
}
