package dev.parley.gateway.live;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A media server process for {@code @QuarkusTest}s, on a port of its own. */
public final class MediaServerResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable MediaServerProcess server;

    @Override
    public Map<String, String> start() {
        try {
            MediaServerProcess started = MediaServerProcess.start(0, 12);
            server = started;
            return Map.of("parley.media.kurento-url", started.uri().toString());
        } catch (Exception e) {
            throw new IllegalStateException("the media server does not start", e);
        }
    }

    @Override
    public void stop() {
        MediaServerProcess running = server;
        if (running != null) {
            try {
                running.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
