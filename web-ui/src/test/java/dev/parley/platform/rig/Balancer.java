package dev.parley.platform.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands before the replicas: takes a TCP connection to one of them, and to the next where nobody listens. A
 * connection whose replica dies is closed; nothing is repeated.
 */
final class Balancer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Balancer.class.getName());
    private static final int CONNECT_WITHIN_MS = 2000;
    private static final int BUFFER = 16 * 1024;

    private final ServerSocket door;
    private final List<Integer> backends;
    private final boolean inTurn;
    private final AtomicInteger connections = new AtomicInteger();

    /** @param inTurn whether each connection begins with another replica, or all prefer the first that listens */
    Balancer(List<Integer> backends, boolean inTurn) throws IOException {
        this.inTurn = inTurn;
        this.backends = List.copyOf(backends);
        this.door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("balancer").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "the balancer takes nobody more: {0}", e.getMessage());
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = connect()) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connect() throws IOException {
        int first = inTurn ? connections.getAndIncrement() : 0;
        for (int i = 0; i < backends.size(); i++) {
            Socket socket = new Socket();
            try {
                int port = backends.get(Math.floorMod(first + i, backends.size()));
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_WITHIN_MS);
                return socket;
            } catch (IOException e) {
                socket.close();
            }
        }
        throw new IOException("no replica listens");
    }

    /** One direction; its end closes both sockets, so that the other direction ends too. */
    private static void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection was cut: {0}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
