package dev.parley.media;

import dev.parley.media.dtls.DtlsIdentity;
import dev.parley.media.dtls.DtlsSession;
import dev.parley.media.dtls.Fingerprint;
import dev.parley.media.ice.IceCredentials;
import dev.parley.media.srtp.SrtpKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A viewer down to the wire and no further: checks, handshake, and a count of what comes. Costs next to nothing, so many fit. */
final class WirePeer implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create(RANDOM, Instant.now());
    private static final Pattern CANDIDATE = Pattern.compile("a=candidate:\\S+ 1 udp \\d+ (\\S+) (\\d+) typ host");

    /** One permit for each packet of media that came. */
    final Semaphore received = new Semaphore(0);

    final CountDownLatch secured = new CountDownLatch(1);
    final CountDownLatch ended = new CountDownLatch(1);

    private final IceCredentials credentials = IceCredentials.random(RANDOM);
    private final DatagramSocket socket;
    private volatile @Nullable InetSocketAddress server;

    WirePeer() throws SocketException {
        socket = new DatagramSocket();
        socket.setSoTimeout(500);
    }

    String offer() {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 2 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "m=video 9 UDP/TLS/RTP/SAVPF 96",
                "c=IN IP4 0.0.0.0",
                "a=ice-ufrag:" + credentials.fragment(),
                "a=ice-pwd:" + credentials.password(),
                "a=fingerprint:" + IDENTITY.fingerprint(),
                "a=setup:actpass",
                "a=mid:0",
                "a=recvonly",
                "a=rtcp-mux",
                "a=rtpmap:96 VP8/90000",
                "");
    }

    /** Goes where the answer says. */
    void accept(String answer) throws IOException {
        Matcher candidate = CANDIDATE.matcher(answer);
        if (!candidate.find()) {
            throw new IOException("no candidate in " + answer);
        }
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getByName(candidate.group(1)), Integer.parseInt(candidate.group(2)));
        this.server = server;
        DtlsSession dtls = new DtlsSession(
                IDENTITY, DtlsSession.Role.CLIENT, Fingerprint.parse(value(answer, "fingerprint")), new Dtls(server));
        byte[] check = check(value(answer, "ice-ufrag") + ":" + credentials.fragment(), value(answer, "ice-pwd"));
        Thread.ofVirtual().start(() -> run(server, dtls, check));
    }

    private void run(InetSocketAddress server, DtlsSession dtls, byte[] check) {
        boolean begun = false;
        long checked = 0;
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            while (!socket.isClosed()) {
                if (System.nanoTime() - checked > TimeUnit.SECONDS.toNanos(1)) {
                    checked = System.nanoTime();
                    socket.send(new DatagramPacket(check, check.length, server));
                }
                try {
                    packet.setLength(2048);
                    socket.receive(packet);
                } catch (SocketTimeoutException quiet) {
                    continue;
                }
                int kind = packet.getData()[0] & 0xff;
                if (kind == 1 && !begun) {
                    begun = true;
                    dtls.start();
                } else if (kind >= 20 && kind < 64) {
                    dtls.received(packet.getData(), packet.getLength());
                } else if (kind >= 128) {
                    received.release();
                }
            }
        } catch (IOException closed) {
            dtls.close();
        }
    }

    /** Sends the server bytes that look a little like what it expects from us. */
    void noise(Random random, int datagrams) throws IOException {
        for (int i = 0; i < datagrams; i++) {
            byte[] noise = new byte[random.nextInt(1, 1400)];
            random.nextBytes(noise);
            noise[0] = (byte)
                    (i % 3 == 0 ? random.nextInt(4) : i % 3 == 1 ? 20 + random.nextInt(44) : 128 + random.nextInt(64));
            socket.send(new DatagramPacket(noise, noise.length, server));
        }
    }

    static String value(String sdp, String name) {
        Matcher line = Pattern.compile("a=" + name + ":(.*)").matcher(sdp);
        if (!line.find()) {
            throw new AssertionError("no " + name + " in " + sdp);
        }
        return line.group(1).trim();
    }

    /** A binding request that nominates the path it goes by. */
    static byte[] check(String user, String password) {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        int padded = (name.length + 3) / 4 * 4;
        byte[] bytes = new byte[20 + 4 + padded + 4 + 24 + 8];
        byte[] transaction = new byte[12];
        RANDOM.nextBytes(transaction);
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.putShort((short) 1)
                .putShort((short) (bytes.length - 20 - 8))
                .putInt(0x2112A442)
                .put(transaction);
        out.putShort((short) 6).putShort((short) name.length).put(name).position(24 + padded);
        out.putShort((short) 0x25).putShort((short) 0);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            mac.update(bytes, 0, out.position());
            out.putShort((short) 8).putShort((short) 20).put(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        out.putShort(2, (short) (bytes.length - 20));
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, out.position());
        out.putShort((short) 0x8028).putShort((short) 4).putInt((int) crc.getValue() ^ 0x5354554e);
        return bytes;
    }

    @Override
    public void close() {
        socket.close();
    }

    private final class Dtls implements DtlsSession.Peer {
        private final InetSocketAddress server;

        Dtls(InetSocketAddress server) {
            this.server = server;
        }

        @Override
        public void send(byte[] datagram) {
            try {
                socket.send(new DatagramPacket(datagram, datagram.length, server));
            } catch (SocketException closed) {
                ended.countDown();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void secured(SrtpKey ours, SrtpKey theirs) {
            secured.countDown();
        }

        @Override
        public void ended(String reason) {
            ended.countDown();
        }
    }
}
