package dev.parley.media.server;

import static java.lang.System.Logger.Level.INFO;

import dev.parley.media.object.MediaLimits;
import dev.parley.media.object.MediaObjects;
import dev.parley.media.transport.MediaNetwork;
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
    private final MediaNetwork network;
    private final URI uri;

    private MediaServer(KurentoSocket socket, MediaNetwork network, URI uri) {
        this.socket = socket;
        this.network = network;
        this.uri = uri;
    }

    /**
     * Starts to listen.
     *
     * @param address where; port 0 takes a free one
     * @param mediaPort the UDP port of media, on every address of the machine; 0 takes free ones
     * @param garbagePeriod the objects of a client that is gone are released after two of these
     * @throws IOException if a port cannot be had
     */
    public static MediaServer start(
            InetSocketAddress address, int mediaPort, MediaLimits limits, Duration garbagePeriod, Clock clock)
            throws IOException, InterruptedException {
        Sessions sessions = new Sessions(clock);
        MediaNetwork network = MediaNetwork.open(mediaPort, clock);
        MediaObjects objects = new MediaObjects(network, limits, clock, sessions);
        Rpc rpc = new Rpc(
                sessions, new Methods(objects, sessions, UUID.randomUUID().toString()));
        KurentoSocket socket;
        try {
            socket = KurentoSocket.listen(address, rpc);
        } catch (IOException e) {
            network.close();
            throw e;
        }
        MediaServer server = new MediaServer(
                socket, network, URI.create("ws://" + address.getHostString() + ":" + socket.port() + "/kurento"));
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
        network.close();
    }
}
