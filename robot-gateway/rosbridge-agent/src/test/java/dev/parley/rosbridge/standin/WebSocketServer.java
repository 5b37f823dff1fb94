package dev.parley.rosbridge.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The little of RFC 6455 that a test needs, on loopback, with every right to misbehave. */
public final class WebSocketServer implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final BiConsumer<Peer, String> onText;
    private final Consumer<Peer> onGone;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();

    public WebSocketServer(int port, BiConsumer<Peer, String> onText, Consumer<Peer> onGone) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.onText = onText;
        this.onGone = onGone;
        Thread.ofVirtual().name("stand-in-accept").start(this::accept);
    }

    public URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Peer> peers() {
        return peers;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().name("stand-in-peer").start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            Peer peer = new Peer(socket, socket.getOutputStream());
            peer.shake(in);
            peers.add(peer);
            try {
                while (true) {
                    String message = message(in);
                    if (!message.isEmpty()) {
                        onText.accept(peer, message);
                    }
                }
            } finally {
                peers.remove(peer);
                onGone.accept(peer);
            }
        } catch (IOException | GeneralSecurityException e) {
            // That side is gone.
        }
    }

    private static String message(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int second = in.readUnsignedByte();
        long length = switch (second & 0x7f) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> second & 0x7f;
        };
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        if (opcode == 8) {
            throw new IOException("closed");
        }
        return opcode == 1 ? new String(payload, UTF_8) : "";
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Peer peer : peers) {
            peer.drop();
        }
    }

    /** One connection. */
    public static final class Peer {
        private final Socket socket;
        private final OutputStream out;

        private Peer(Socket socket, OutputStream out) {
            this.socket = socket;
            this.out = out;
        }

        private void shake(DataInputStream in) throws IOException, GeneralSecurityException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            String key = head.toString()
                    .lines()
                    .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                    .findFirst()
                    .orElseThrow()
                    .substring(19);
            String accept = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(ISO_8859_1)));
            raw(
                    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                    + accept + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
        }

        public void text(String text) throws IOException {
            frame(0x81, text.getBytes(UTF_8));
        }

        public void binary(byte[] bytes) throws IOException {
            frame(0x82, bytes);
        }

        private void frame(int first, byte[] payload) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(first);
            if (payload.length < 126) {
                frame.write(payload.length);
            } else if (payload.length < 65_536) {
                frame.write(126);
                frame.write(payload.length >> 8);
                frame.write(payload.length);
            } else {
                frame.write(127);
                frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
            }
            frame.writeBytes(payload);
            raw(frame.toByteArray());
        }

        private synchronized void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** As a pulled cable after the other side noticed. */
        public void drop() throws IOException {
            socket.close();
        }
    }
}
