package dev.parley.media.transport;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.media.dtls.DtlsIdentity;
import dev.parley.media.ice.BindingRequest;
import dev.parley.media.ice.IceCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * All peers of this server: one socket for each address of the machine, one thread that reads, decrypts, forwards and sends.
 * Datagrams of strangers cost a look-up and are dropped.
 */
public final class MediaNetwork implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MediaNetwork.class.getName());
    private static final int TICK_MS = 20;
    private static final long COMPLAIN_EVERY_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int READS_IN_A_ROW = 64;
    private static final int RECEIVE_BYTES = 2048;

    private final Selector selector;
    private final int port;
    private final DtlsIdentity identity;
    private final SecureRandom random;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<InetAddress, UdpPort> ports = new LinkedHashMap<>();
    private final Map<String, PeerTransport> byFragment = new HashMap<>();
    private final Map<Path, PeerTransport> byPath = new HashMap<>();
    private final byte[] buffer = new byte[RECEIVE_BYTES];
    private final ByteBuffer in = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private volatile boolean closed;
    private long tickedNs;
    private long complaints;
    private long complainedNs = System.nanoTime() - COMPLAIN_EVERY_NS;

    private MediaNetwork(Selector selector, int port, DtlsIdentity identity, SecureRandom random) {
        this.selector = selector;
        this.port = port;
        this.identity = identity;
        this.random = random;
        thread = Thread.ofPlatform().name("media").unstarted(this::run);
    }

    /**
     * Opens the sockets and starts the thread.
     *
     * @param port on each address; 0 takes free ones
     */
    public static MediaNetwork open(int port, Clock clock) throws IOException {
        SecureRandom random = new SecureRandom();
        MediaNetwork network =
                new MediaNetwork(Selector.open(), port, DtlsIdentity.create(random, clock.instant()), random);
        network.addresses();
        network.thread.start();
        return network;
    }

    /** Where peers can reach us now: an address that the machine got since the start is opened here. Any thread. */
    public List<InetSocketAddress> addresses() throws IOException {
        synchronized (ports) {
            List<InetSocketAddress> reachable = new ArrayList<>();
            for (InetAddress address : LocalAddresses.find()) {
                try {
                    UdpPort at = ports.get(address);
                    if (at == null) {
                        at = UdpPort.open(address, port, selector);
                        ports.put(address, at);
                        selector.wakeup();
                    }
                    reachable.add(at.address());
                } catch (IOException e) {
                    LOG.log(WARNING, "no media over {0} port {1}: {2}", address, port, e.getMessage());
                }
            }
            if (reachable.isEmpty()) {
                throw new IOException("no address of this machine takes media on port " + port);
            }
            return reachable;
        }
    }

    public DtlsIdentity identity() {
        return identity;
    }

    /** The path to a peer to come. Any thread. */
    public PeerTransport transport(PeerEvents events) {
        return new PeerTransport(this, IceCredentials.random(random), events, nowNs());
    }

    /** Runs something on the media thread, soon and in order. Any thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** The monotonic clock everything here goes by. */
    public long nowNs() {
        return System.nanoTime();
    }

    void register(PeerTransport transport) {
        byFragment.put(transport.credentials().fragment(), transport);
    }

    void unregister(PeerTransport transport) {
        byFragment.remove(transport.credentials().fragment(), transport);
    }

    void learn(Path path, PeerTransport transport) {
        byPath.put(path, transport);
    }

    void forget(Path path, PeerTransport transport) {
        byPath.remove(path, transport);
    }

    private void run() {
        while (!closed) {
            try {
                // With nobody here there is nothing to be in time for.
                selector.select(byFragment.isEmpty() ? 0 : TICK_MS);
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() instanceof UdpPort readable) {
                        read(readable);
                    }
                }
                selector.selectedKeys().clear();
            } catch (IOException e) {
                LOG.log(ERROR, "the media sockets cannot be read", e);
            }
            Runnable task = tasks.poll();
            while (task != null) {
                guarded(task);
                task = tasks.poll();
            }
            long nowNs = nowNs();
            if (nowNs - tickedNs >= TimeUnit.MILLISECONDS.toNanos(TICK_MS)) {
                tickedNs = nowNs;
                List.copyOf(byFragment.values()).forEach(transport -> guarded(() -> transport.tick(nowNs)));
            }
        }
        List.copyOf(byFragment.values()).forEach(transport -> guarded(transport::letGo));
    }

    private void read(UdpPort from) throws IOException {
        for (int i = 0; i < READS_IN_A_ROW; i++) {
            in.clear();
            InetSocketAddress sender = from.receive(in);
            if (sender == null) {
                return;
            }
            int length = in.flip().remaining();
            in.get(buffer, 0, length);
            guarded(() -> received(new Path(from, sender), length));
        }
    }

    private void received(Path path, int length) {
        if (length < 1) {
            return;
        }
        if ((buffer[0] & 0xfc) == 0) {
            BindingRequest.read(buffer, length).ifPresent(request -> {
                PeerTransport meant = byFragment.get(request.fragment());
                if (meant != null) {
                    meant.checked(request, path, nowNs());
                }
            });
            return;
        }
        PeerTransport known = byPath.get(path);
        if (known != null) {
            known.received(buffer, length, nowNs());
        }
    }

    /** One peer's mistake, or ours about it, must not stop the others' pictures. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            complaints++;
            if (nowNs() - complainedNs > COMPLAIN_EVERY_NS) {
                complainedNs = nowNs();
                LOG.log(WARNING, "media work failed " + complaints + " times so far, the last time so", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            for (UdpPort one : ports.values()) {
                one.close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.log(ERROR, "the media sockets were not closed in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
