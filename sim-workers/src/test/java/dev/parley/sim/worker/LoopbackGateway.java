package dev.parley.sim.worker;

import dev.parley.contracts.wire.MalformedFrameException;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.StationFrame;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The control connection's other end, for one station and one test thread: WebSocket (RFC 6455) as far as a station speaks it. */
final class LoopbackGateway implements AutoCloseable {

    private static final int PATIENCE_MS = 60_000;
    private static final int BINARY = 0x82;

    private final ServerSocket server;
    private Socket control = new Socket();

    LoopbackGateway() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MS);
    }

    String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Waits for the station's control connection and opens it. */
    void accept() throws IOException {
        control = server.accept();
        control.setSoTimeout(PATIENCE_MS);
        String key = "";
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
                key = line.substring(18).strip();
            }
        }
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accepted(key) + "\r\nSec-WebSocket-Protocol: "
                + WireEncoding.BINARY.subprotocol() + "\r\n\r\n";
        control.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = control.getInputStream().read();
                c != '\n';
                c = control.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static String accepted(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }

    /** The next frame of the station. */
    StationFrame next() throws IOException, MalformedFrameException {
        DataInputStream in = new DataInputStream(control.getInputStream());
        ByteBuffer whole = ByteBuffer.allocate(4 << 20);
        boolean last = false;
        while (!last) {
            last = (in.readUnsignedByte() & 0x80) != 0;
            int length = in.readUnsignedByte() & 0x7f;
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
            byte[] mask = in.readNBytes(4);
            byte[] piece = in.readNBytes(length);
            for (int i = 0; i < piece.length; i++) {
                piece[i] ^= mask[i % 4];
            }
            whole.put(piece);
        }
        byte[] frame = new byte[whole.flip().remaining()];
        whole.get(frame);
        return WireEncoding.BINARY.decode(frame, StationFrame.newBuilder()).build();
    }

    void send(GatewayFrame.Builder frame) throws IOException {
        byte[] bytes = WireEncoding.BINARY.encode(frame.build());
        ByteBuffer packet = ByteBuffer.allocate(bytes.length + 10).put((byte) BINARY);
        if (bytes.length < 126) {
            packet.put((byte) bytes.length);
        } else if (bytes.length < 1 << 16) {
            packet.put((byte) 126).putShort((short) bytes.length);
        } else {
            packet.put((byte) 127).putLong(bytes.length);
        }
        packet.put(bytes);
        OutputStream out = control.getOutputStream();
        out.write(packet.array(), 0, packet.position());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        control.close();
        server.close();
    }
}
