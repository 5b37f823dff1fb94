package dev.parley.server.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisChildTest {
    @TempDir
    Path data;

    private RedisChild redis;

    @BeforeEach
    void start() throws Exception {
        redis = new RedisChild(data.resolve("redis"), data.resolve("children"), FreePort.find(), new SecureRandom());
        redis.start();
    }

    @AfterEach
    void stop() throws Exception {
        redis.stop();
    }

    @Test
    void answersOnlyWhoKnowsThePassword() {
        assertThat(redis.url()).matches("redis://:[0-9a-f]{32}@127\\.0\\.0\\.1:\\d+");
        try (RedisClient client = RedisClient.create(redis.url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            assertThat(connection.sync().ping()).isEqualTo("PONG");
        }
    }

    @Test
    void keepsNothingOnDisk() throws Exception {
        try (RedisClient client = RedisClient.create(redis.url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().set("a", "b");
        }
        redis.stop();
        try (Stream<Path> files = Files.list(data.resolve("redis"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).toList())
                    .doesNotContainAnyElementsOf(List.of("dump.rdb", "appendonly.aof"));
        }
    }

    @Test
    void killedRedisIsSeenAndStartsAgainAtTheSameAddress() throws Exception {
        ProcessHandle process = ProcessHandle.of(
                        ChildRecord.all(data.resolve("children")).getFirst().pid())
                .orElseThrow();
        process.destroyForcibly();
        assertThat(Orphans.gone(process, 10)).isTrue();
        assertThat(redis.healthy()).isFalse();
        redis.start();
        assertThat(redis.healthy()).isTrue();
    }

    @Test
    void orphanOfAKilledServerIsEndedByItsRecord() throws Exception {
        ChildRecord record = ChildRecord.all(data.resolve("children")).getFirst();
        Orphans.endAll(data.resolve("children"));
        assertThat(record.running()).isEmpty();
    }

    @Test
    void foreignProcessWithARecordedPidIsLeftAlone() throws Exception {
        ProcessHandle self = ProcessHandle.current();
        ChildRecord mistaken = new ChildRecord(
                "redis",
                self.pid(),
                self.info().startInstant().orElseThrow().minusSeconds(60),
                "/somewhere/redis-server");
        assertThat(mistaken.running()).isEmpty();
    }
}
