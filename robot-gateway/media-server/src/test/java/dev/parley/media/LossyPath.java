package dev.parley.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A stretch of network between the server and one peer that loses some of what the server sends: media, not handshakes. */
final class LossyPath implements AutoCloseable {

    private static final Pattern CANDIDATE = Pattern.compile("(a=candidate:\\S+ 1 udp \\d+ )(\\S+) (\\d+)( typ host)");

    final AtomicInteger lost = new AtomicInteger();
    final AtomicInteger passed = new AtomicInteger();

    private final DatagramSocket toPeer;
    private final DatagramSocket toServer;
    private final IntPredicate loses;
    private final InetSocketAddress server;
    private volatile @Nullable SocketAddress peer;

    /** @param answer the server's; {@link #answer} is what the peer must be given instead */
    LossyPath(String answer, double share, long seed) throws IOException {
        Matcher candidate = CANDIDATE.matcher(answer);
        InetAddress host = null;
        int port = 0;
        while (host == null && candidate.find()) {
            InetAddress found = InetAddress.getByName(candidate.group(2));
            host = found instanceof Inet4Address ? found : null;
            port = Integer.parseInt(candidate.group(3));
        }
        if (host == null) {
            throw new IOException("no IPv4 candidate in " + answer);
        }
        server = new InetSocketAddress(host, port);
        toPeer = new DatagramSocket(new InetSocketAddress(host, 0));
        toServer = new DatagramSocket(new InetSocketAddress(host, 0));
        Random random = new Random(seed);
        loses = kind -> kind >= 128 && kind < 192 && random.nextDouble() < share;
        this.answer =
                CANDIDATE.matcher(answer).replaceAll("$1" + host.getHostAddress() + " " + toPeer.getLocalPort() + "$4");
    }

    final String answer;

    LossyPath start() {
        Thread.ofPlatform()
                .daemon()
                .start(() -> carry(toPeer, packet -> {
                    peer = packet.getSocketAddress();
                    packet.setSocketAddress(server);
                    toServer.send(packet);
                }));
        Thread.ofPlatform()
                .daemon()
                .start(() -> carry(toServer, packet -> {
                    if (loses.test(packet.getData()[0] & 0xff)) {
                        lost.incrementAndGet();
                        return;
                    }
                    SocketAddress to = peer;
                    if (to != null) {
                        passed.incrementAndGet();
                        packet.setSocketAddress(to);
                        toPeer.send(packet);
                    }
                }));
        return this;
    }

    private interface Hop {
        void take(DatagramPacket packet) throws IOException;
    }

    private static void carry(DatagramSocket from, Hop hop) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (!from.isClosed()) {
            try {
                packet.setLength(2048);
                from.receive(packet);
                hop.take(packet);
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        toPeer.close();
        toServer.close();
    }
}
