package dev.parley.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts PostgreSQL and Redis for {@code @QuarkusTest}s: {@code @QuarkusTestResource(EmbeddedServices.class)}. Both are
 * real, listen on loopback, and live until the test JVM ends; every application start gets a fresh database.
 */
public final class EmbeddedServices implements QuarkusTestResourceLifecycleManager {
    private static final Object LOCK = new Object();
    private static int databases;

    @Override
    public Map<String, String> start() {
        synchronized (LOCK) {
            Running running = Running.get();
            String database = "parley_" + ProcessHandle.current().pid() + "_" + databases++;
            running.createDatabase(database);
            String address = "127.0.0.1:" + running.postgres.getPort() + "/" + database;
            Map<String, String> config = new HashMap<>();
            config.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + address);
            config.put("quarkus.datasource.reactive.url", "postgresql://" + address);
            config.put("quarkus.datasource.username", "postgres");
            config.put("quarkus.datasource.password", "postgres");
            config.put("parley.redis.url", running.redis.url());
            config.put("parley.data", running.data.resolve(database).toString());
            return config;
        }
    }

    /** The Redis that all tests of this JVM share, for those that take it away and bring it back. */
    public static EmbeddedRedis redis() {
        synchronized (LOCK) {
            return Running.get().redis;
        }
    }

    @Override
    public void stop() {
        // The services end with the JVM: starting them once is what keeps the suites quick.
    }

    /** What runs in this JVM, started once. */
    private static final class Running {
        private static @org.jspecify.annotations.Nullable Running instance;

        private final Path data;
        private final EmbeddedPostgres postgres;
        private final EmbeddedRedis redis;

        private Running() throws IOException {
            data = Files.createTempDirectory("parley-test-");
            postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data.resolve("pg"))
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    // The library starts PostgreSQL careless by default; tests run as the platform does.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            redis = new EmbeddedRedis();
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-embedded-services"));
        }

        static Running get() {
            if (instance == null) {
                try {
                    instance = new Running();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return instance;
        }

        void createDatabase(String name) {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException("embedded PostgreSQL did not create database " + name, e);
            }
        }

        private void stop() {
            redis.close();
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
