package dev.parley.gateway.chain;

import static java.util.Objects.requireNonNull;

import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * The real PostgreSQL whose clock a test can move: {@code clock_timestamp()} of another schema is found before the built-in
 * one, and every statement of the platform asks that.
 */
public final class MovableDatabaseClock implements QuarkusTestResourceLifecycleManager {
    private static volatile Map<String, String> services = Map.of();

    @Override
    public Map<String, String> start() {
        services = new EmbeddedServices().start();
        String database = setting("quarkus.datasource.jdbc.url").replaceAll(".*/", "");
        execute(
                "CREATE SCHEMA moved",
                "CREATE TABLE moved.clock (seconds bigint NOT NULL)",
                "INSERT INTO moved.clock VALUES (0)",
                "CREATE FUNCTION moved.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS"
                        + " 'SELECT pg_catalog.clock_timestamp() + (SELECT seconds FROM moved.clock) * interval ''1 second'''",
                "ALTER DATABASE " + database + " SET search_path = public, moved, pg_catalog");
        return services;
    }

    /** How far PostgreSQL's clock is ahead of the true time from the next statement on. */
    static void set(Duration ahead) {
        execute("UPDATE moved.clock SET seconds = " + ahead.toSeconds());
    }

    private static void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(
                        setting("quarkus.datasource.jdbc.url"),
                        setting("quarkus.datasource.username"),
                        setting("quarkus.datasource.password"));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database's clock could not be moved", e);
        }
    }

    private static String setting(String name) {
        return requireNonNull(services.get(name), name);
    }

    @Override
    public void stop() {
        // PostgreSQL ends with the JVM.
    }
}
