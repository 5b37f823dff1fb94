package dev.parley.media.server;

import static java.lang.System.Logger.Level.INFO;

import dev.parley.media.object.MediaLimits;
import dev.parley.media.object.MediaObjects;
import dev.parley.station.webrtc.WebRtc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The media server: sessions, media objects and the socket they are reached through. */
public final class MediaServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MediaServer.class.getName());

    private final KurentoSocket socket;
    private final ScheduledExecutorService collector = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kurento-garbage").factory());
    private final URI uri;

    private MediaServer(KurentoSocket socket, URI uri) {
        this.socket = socket;
        this.uri = uri;
    }

    /**
     * Starts to listen.
     *
     * @param address where; port 0 takes a free one
     * @param garbagePeriod the objects of a client that is gone are released after two of these
     * @throws IOException if the port cannot be had
     */
    public static MediaServer start(
            WebRtc webRtc, InetSocketAddress address, MediaLimits limits, Duration garbagePeriod, Clock clock)
            throws IOException, InterruptedException {
        Sessions sessions = new Sessions(clock);
        MediaObjects objects = new MediaObjects(webRtc, limits, clock, sessions);
        Rpc rpc = new Rpc(
                sessions, new Methods(objects, sessions, UUID.randomUUID().toString()));
        KurentoSocket socket = KurentoSocket.listen(address, rpc);
        MediaServer server = new MediaServer(
                socket, URI.create("ws://" + address.getHostString() + ":" + socket.port() + "/kurento"));
        server.collector.scheduleWithFixedDelay(
                () -> collect(sessions, objects),
                garbagePeriod.toMillis(),
                garbagePeriod.toMillis(),
                TimeUnit.MILLISECONDS);
        return server;
    }

    private static void collect(Sessions sessions, MediaObjects objects) {
        for (String session : sessions.abandoned()) {
            LOG.log(INFO, "session {0} is gone; its objects are released", session);
            sessions.close(session);
            objects.forget(session);
        }
    }

    public URI uri() {
        return uri;
    }

    @Override
    public void close() throws InterruptedException {
        collector.shutdownNow();
        socket.close();
    }
}
