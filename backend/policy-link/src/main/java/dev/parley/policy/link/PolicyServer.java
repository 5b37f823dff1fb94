package dev.parley.policy.link;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Serves one policy by openpi's protocol: the other end of {@link RemotePolicy}. Each client has a virtual thread. */
public final class PolicyServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PolicyServer.class.getName());
    private static final int BACKLOG = 50;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerSocket listening;
    private final ServerSettings settings;
    private final ServedPolicy policy;
    private final LongSupplier nanoTime;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> refused = ConcurrentHashMap.newKeySet();
    private final Thread accepting;

    private PolicyServer(ServerSocket listening, ServerSettings settings, ServedPolicy policy, LongSupplier nanoTime) {
        this.listening = listening;
        this.settings = settings;
        this.policy = policy;
        this.nanoTime = nanoTime;
        accepting = Thread.ofVirtual().name("policy-server").unstarted(this::accept);
    }

    /** @throws IOException where the address cannot be listened at, for one because somebody else does */
    public static PolicyServer start(ServerSettings settings, ServedPolicy policy, LongSupplier nanoTime)
            throws IOException {
        ServerSocket listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(settings.address(), BACKLOG);
        } catch (IOException e) {
            listening.close();
            throw e;
        }
        PolicyServer server = new PolicyServer(listening, settings, policy, nanoTime);
        server.accepting.start();
        return server;
    }

    /** Where it is asked, with the port that it really has. */
    public URI url() {
        InetAddress address = listening.getInetAddress();
        try {
            return new URI("ws", null, address.getHostAddress(), listening.getLocalPort(), "/", null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an address of the network stands in a URL", e);
        }
    }

    /** Clients that are connected now. */
    public int connected() {
        return open.size();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                take(listening.accept());
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    LOG.log(WARNING, "a client could not be taken: {0}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void take(Socket socket) {
        ServedConnection connection = new ServedConnection(socket, settings, policy, nanoTime);
        if (open.size() < settings.connections()) {
            begin(socket, open, connection::serve);
        } else if (refused.size() < settings.connections()) {
            begin(socket, refused, connection::refuse);
        } else {
            LateEnd.closeQuietly(socket);
        }
    }

    private static void begin(Socket socket, Set<Socket> among, Runnable what) {
        among.add(socket);
        Thread.ofVirtual().name("policy-client").start(() -> {
            try {
                what.run();
            } finally {
                among.remove(socket);
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends every connection at once. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            LOG.log(WARNING, "closing the address", e);
        }
        open.forEach(LateEnd::closeQuietly);
        refused.forEach(LateEnd::closeQuietly);
    }
}
