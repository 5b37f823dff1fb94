package dev.parley.policy.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.HexFormat;
import java.util.Random;

/** A client that sends what it is told to, right or wrong. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final FrameWriter writer;
    private final FrameReader reader;

    /** Connects and says nothing. */
    public RawClient(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        writer = FrameWriter.masking(socket.getOutputStream(), new Random(7));
        reader = new FrameReader(
                new DataInputStream(socket.getInputStream()),
                1 << 20,
                FrameReader.Peer.SERVER,
                new FrameReader.Control() {
                    @Override
                    public void ping(byte[] payload) {
                        throw new AssertionError("a server pings nobody");
                    }

                    @Override
                    public void pong() {
                        // Asked for by ping().
                    }
                });
    }

    /** Connected, shaken hands and greeted. */
    public static RawClient greeted(URI server) throws IOException, LinkFault {
        RawClient client = new RawClient(server);
        String answer = client.shake("");
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new AssertionError(answer);
        }
        client.binary();
        return client;
    }

    /** @param headers lines that end as lines of HTTP do
     * @return the whole head of the answer */
    public String shake(String headers) throws IOException {
        return request("GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n");
    }

    public String request(String head) throws IOException {
        raw(head.getBytes(ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return answer.toString();
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    public void send(byte[] message) throws IOException {
        writer.write(FrameReader.BINARY, message);
    }

    public void text(String text) throws IOException {
        writer.write(FrameReader.TEXT, text.getBytes(ISO_8859_1));
    }

    void ping() throws IOException {
        writer.write(FrameReader.PING, new byte[] {1});
    }

    /** As it stands, header, mask and all. */
    public void frame(String hex) throws IOException {
        raw(HexFormat.of().parseHex(hex));
    }

    private void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next message, which is one. */
    public byte[] binary() throws IOException, LinkFault {
        if (reader.next() instanceof Message.Binary(byte[] bytes)) {
            return bytes;
        }
        throw new AssertionError("this is no answer");
    }

    /** The next message, which is words. */
    public String words() throws IOException, LinkFault {
        if (reader.next() instanceof Message.Words(String text)) {
            return text;
        }
        throw new AssertionError("these are no words");
    }

    /** How the other side ended it, after whatever it still said. */
    public String ended() throws IOException, LinkFault {
        while (true) {
            if (reader.next() instanceof Message.Ended(LinkFault fault)) {
                return String.valueOf(fault.getMessage());
            }
        }
    }

    /** Whether the connection is at its end. */
    boolean over() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
