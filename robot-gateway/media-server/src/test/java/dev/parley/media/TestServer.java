package dev.parley.media;

import dev.parley.media.object.MediaLimits;
import dev.parley.media.server.MediaServer;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;

/** A media server in this JVM, on a free loopback port. */
final class TestServer {

    private TestServer() {}

    static MediaServer start(int viewersPerPipeline, int viewersTotal) throws Exception {
        return start(viewersPerPipeline, viewersTotal, Duration.ofSeconds(60));
    }

    static MediaServer start(int viewersPerPipeline, int viewersTotal, Duration garbagePeriod) throws Exception {
        return MediaServer.start(
                new InetSocketAddress("127.0.0.1", 0),
                0,
                new MediaLimits(viewersPerPipeline, viewersTotal, viewersTotal + 20, 3_000_000),
                garbagePeriod,
                Clock.systemUTC());
    }
}
