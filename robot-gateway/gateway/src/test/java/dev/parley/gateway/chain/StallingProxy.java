package dev.parley.gateway.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A network that stalls: carries TCP to a gateway, holds the bytes of one or both directions for as long as it is told, and
 * then delivers all of them in order. A direction that is never let go is a half-open connection. It can be pointed at
 * another gateway, as a load balancer is, and cut, as a cable is.
 */
final class StallingProxy implements AutoCloseable {
    private static final String STATION = "GET /station/v1/";

    private final ServerSocket server;
    private final Gate toGateway = new Gate();
    private final Gate toStation = new Gate();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile URI target;

    /** Whose bytes are held. */
    private enum Held {
        NOBODYS,
        /** Of a station's own connections, and not of what it asks a policy. */
        STATIONS,
        ALL
    }

    /** Lets bytes through, or holds them. */
    private static final class Gate {
        private Held held = Held.NOBODYS;

        synchronized void hold(Held whose) {
            held = whose;
            notifyAll();
        }

        synchronized void pass(AtomicBoolean station) throws InterruptedException {
            while (held == Held.ALL || held == Held.STATIONS && station.get()) {
                wait();
            }
        }
    }

    StallingProxy(URI target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("stalling-proxy").start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** New connections go there from now on. */
    void pointAt(URI other) {
        target = other;
    }

    /** Nothing arrives in either direction. */
    void stall() {
        toGateway.hold(Held.ALL);
        toStation.hold(Held.ALL);
    }

    /** The same for control and telemetry alone: a policy is asked as before. */
    void stallStation() {
        toGateway.hold(Held.STATIONS);
        toStation.hold(Held.STATIONS);
    }

    /** What the gateway says is held; what stations say arrives. */
    void stallTowardsStation() {
        toStation.hold(Held.ALL);
    }

    /** Everything that was held is delivered, in order. */
    void release() {
        toGateway.hold(Held.NOBODYS);
        toStation.hold(Held.NOBODYS);
    }

    /** Ends every connection at once. */
    void cut() {
        open.forEach(StallingProxy::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                open.add(near);
                Thread.ofVirtual().start(() -> carry(near));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void carry(Socket near) {
        try {
            Socket far = new Socket(target.getHost(), target.getPort());
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            open.add(far);
            AtomicBoolean station = new AtomicBoolean();
            Thread.ofVirtual().start(() -> pump(far, near, toStation, station));
            pump(near, far, toGateway, station);
        } catch (IOException unreachable) {
            close(near);
        }
    }

    /** @param station becomes true once the connection says that it is a station's */
    private void pump(Socket from, Socket to, Gate gate, AtomicBoolean station) {
        byte[] bytes = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read;
            while ((read = in.read(bytes)) >= 0) {
                if (gate == toGateway && new String(bytes, 0, read, StandardCharsets.ISO_8859_1).startsWith(STATION)) {
                    station.set(true);
                }
                gate.pass(station);
                out.write(bytes, 0, read);
            }
            // A goodbye does not overtake what is held either.
            gate.pass(station);
        } catch (IOException | InterruptedException broken) {
            Thread.currentThread().interrupt();
        }
        open.remove(from);
        open.remove(to);
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        release();
        cut();
    }
}
