package dev.parley.scheduler.bench;

import io.lettuce.core.RedisClient;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the time goes outside the JVM, with {@code -Dparley.bench.profile=true}: what PostgreSQL's processes were doing or
 * waiting for, looked at every 10 ms, and what Redis spent on which command. It costs some of what it shows.
 */
final class Profile {
    private static final boolean WANTED = Boolean.getBoolean("parley.bench.profile");
    private static final String LOOK = "SELECT coalesce(wait_event_type || ':' || wait_event, 'running') || ' | '"
            + " || regexp_replace(left(query, 90), '\\s+', ' ', 'g') FROM pg_stat_activity"
            + " WHERE state <> 'idle' AND pid <> pg_backend_pid() AND backend_type = 'client backend'";

    private final Pool postgres;
    private final String redisUrl;
    private final Map<String, Integer> seen = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed = !WANTED;

    /** Does {@code work} and then says where the time went. */
    static void during(Pool postgres, String redisUrl, Runnable work) {
        Profile profile = new Profile(postgres, redisUrl);
        work.run();
        profile.tell();
    }

    private Profile(Pool postgres, String redisUrl) {
        this.postgres = postgres;
        this.redisUrl = redisUrl;
        redis(true);
        thread = Thread.ofPlatform().daemon().name("profile").start(this::look);
    }

    private void look() {
        while (!closed) {
            postgres.query(LOOK).executeAndAwait().forEach(row -> seen.merge(row.getString(0), 1, Integer::sum));
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void tell() {
        if (!WANTED) {
            return;
        }
        closed = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int all = seen.values().stream().mapToInt(each -> each).sum();
        Figures.say("PostgreSQL, %d looks at busy connections:", all);
        seen.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(25)
                .forEach(each -> Figures.say("  %5.1f %%  %s", each.getValue() * 100.0 / all, each.getKey()));
        redis(false);
    }

    private void redis(boolean reset) {
        if (!WANTED) {
            return;
        }
        RedisClient client = RedisClient.create(redisUrl);
        try (var connection = client.connect()) {
            if (reset) {
                connection.sync().configResetstat();
            } else {
                connection.sync().info("commandstats").lines().forEach(line -> Figures.say("  %s", line));
            }
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }
}
