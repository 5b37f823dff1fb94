package dev.parley.rosbridge.wire;

import java.net.URI;
import java.time.Duration;

/**
 * Where rosbridge is and how much patience it gets.
 *
 * @param connect for one attempt to connect
 * @param silence a connection on which nothing came for so long is dead; joint states never pause
 * @param send a frame that the network does not take within this time ends the connection
 * @param pause between two attempts
 * @param largestFrame bytes of one message; more ends the connection
 */
public record RosbridgeSettings(
        URI uri,
        RosVersion version,
        Duration connect,
        Duration silence,
        Duration send,
        Duration pause,
        int largestFrame) {
    private static final int USUAL_LARGEST = 16 * 1024 * 1024;

    public RosbridgeSettings {
        if ((!"ws".equals(uri.getScheme()) && !"wss".equals(uri.getScheme())) || uri.getHost() == null) {
            throw new IllegalArgumentException("rosbridge's address looks like ws://127.0.0.1:9090, not " + uri);
        }
        if (largestFrame < 1024) {
            throw new IllegalArgumentException("a frame of at most " + largestFrame + " bytes holds no message");
        }
    }

    public static RosbridgeSettings of(URI uri, RosVersion version) {
        return new RosbridgeSettings(
                uri,
                version,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                USUAL_LARGEST);
    }
}
