package dev.parley.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the artifacts of a {@code @QuarkusTest} in a real S3 server:
 * {@code @QuarkusTestResource(value = S3Services.class, restrictToAnnotatedClass = true)}.
 */
public final class S3Services implements QuarkusTestResourceLifecycleManager {
    private static @Nullable S3Server server;

    @Override
    public Map<String, String> start() {
        return server().settings();
    }

    /** For tests that take it away and bring it back. */
    public static synchronized S3Server server() {
        if (server == null) {
            server = new S3Server();
        }
        return server;
    }

    @Override
    public void stop() {
        // Ends with the JVM, like the other services.
    }
}
