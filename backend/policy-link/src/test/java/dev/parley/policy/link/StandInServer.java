package dev.parley.policy.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.dialect.PolicyRequest;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Real;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyWire;
import dev.parley.policy.wire.WireBounds;
import dev.parley.policy.wire.WireFault;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A policy server on this machine that speaks both dialects and misbehaves when told to. */
public final class StandInServer implements AutoCloseable {
    private static final PolicyWire WIRE = new PolicyWire(WireBounds.OBSERVATION);

    /** What it does with a request; the usual thing is to answer. */
    public interface Behaviour {
        void answer(Peer peer, PolicyValue request, byte[] reply) throws IOException, InterruptedException;

        Behaviour WELL = (peer, request, reply) -> peer.binary(reply);
    }

    public final List<PolicyValue> requests = new CopyOnWriteArrayList<>();
    public final List<String> handshakes = new CopyOnWriteArrayList<>();
    public final List<byte[]> pongs = new CopyOnWriteArrayList<>();

    /** What clients pinged it with; they should not, since servers of this protocol answer none while they think. */
    public final List<byte[]> pings = new CopyOnWriteArrayList<>();

    /** Open once the first pong came. */
    final CountDownLatch ponged = new CountDownLatch(1);

    public final AtomicInteger connections = new AtomicInteger();

    /** Connections that are open now. */
    public final AtomicInteger inUse = new AtomicInteger();

    public final CountDownLatch closedByClient = new CountDownLatch(1);
    private final ServerSocket server;
    private final Thread accepting;
    private final Dialect dialect;
    private final Fields metadata;
    private final Function<Fields, PolicyValue> policy;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = Behaviour.WELL;
    private volatile String firstLine = "HTTP/1.1 101 Switching Protocols";
    private volatile boolean greets = true;

    public StandInServer(Dialect dialect, Fields metadata, Function<Fields, PolicyValue> policy) throws IOException {
        this.dialect = dialect;
        this.metadata = metadata;
        this.policy = policy;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        accepting = Thread.ofVirtual().name("stand-in").start(this::accept);
    }

    /** Chunks of eight actions of seven numbers that follow from the state. */
    public static StandInServer openPi() throws IOException {
        return new StandInServer(Dialect.OPENPI, Fields.empty(), StandInServer::chunk);
    }

    static PolicyValue chunk(Fields observation) {
        double first = observation
                .find("observation/state")
                .map(state -> ((Array) state).array().toDoubles()[0])
                .orElse(0.0);
        float[] actions = new float[56];
        for (int i = 0; i < actions.length; i++) {
            actions[i] = (float) first + i / 64f;
        }
        return Fields.empty()
                .with("actions", new Array(NumpyArray.ofFloats(actions, 8, 7)))
                .with("policy_timing", Fields.empty().with("infer_ms", new Real(12.5)));
    }

    public void behave(Behaviour how) {
        behaviour = how;
    }

    void answerHandshakeWith(String line) {
        firstLine = line;
    }

    void staySilent() {
        greets = false;
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().name("stand-in-peer").start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        inUse.incrementAndGet();
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            Peer peer = new Peer(socket.getOutputStream());
            peer.shake(head(in));
            if (greets) {
                peer.binary(WIRE.write(metadata));
            }
            while (true) {
                byte[] message = message(in);
                if (message.length == 0) {
                    continue;
                }
                answer(peer, WIRE.read(message));
            }
        } catch (IOException e) {
            closedByClient.countDown();
        } catch (WireFault e) {
            throw new AssertionError("the client sent what is no message", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inUse.decrementAndGet();
        }
    }

    private void answer(Peer peer, PolicyValue request) throws IOException, InterruptedException, WireFault {
        requests.add(request);
        Fields fields = (Fields) request;
        if (dialect == Dialect.ROBOARENA) {
            if (fields.find(PolicyRequest.ENDPOINT).equals(java.util.Optional.of(new Text("reset")))) {
                peer.text("reset successful");
                return;
            }
            fields = fields.without(PolicyRequest.ENDPOINT);
        }
        PolicyValue reply;
        try {
            reply = policy.apply(fields);
        } catch (RuntimeException e) {
            peer.fail("Traceback (most recent call last):\n  File \"/home/lab/secret/policy.py\", line 7, in infer\n"
                    + "KeyError: '" + e.getMessage() + "'\n");
            return;
        }
        behaviour.answer(peer, request, WIRE.write(reply));
    }

    private String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        handshakes.add(head.toString());
        return head.toString();
    }

    /** One whole message; empty for a ping or a pong. */
    private byte[] message(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int second = in.readUnsignedByte();
        if ((second & 0x80) == 0) {
            throw new AssertionError("a client masks its frames");
        }
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
        if (opcode == 9) {
            pings.add(payload);
            return new byte[0];
        }
        if (opcode == 10) {
            pongs.add(payload);
            ponged.countDown();
            return new byte[0];
        }
        return payload;
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            // While a thread is on its way out of accept, the kernel still takes connections.
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** The other end, as the server's side writes to it. */
    public final class Peer {
        private final OutputStream out;

        private Peer(OutputStream out) {
            this.out = out;
        }

        private void shake(String head) throws IOException {
            String key = head.lines()
                    .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                    .findFirst()
                    .orElseThrow()
                    .substring(19);
            raw((firstLine + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                            + Handshake.accept(key) + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
        }

        public void binary(byte[] payload) throws IOException {
            frame(0x82, payload);
        }

        public void text(String text) throws IOException {
            frame(0x81, text.getBytes(UTF_8));
        }

        void ping(String payload) throws IOException {
            frame(0x89, payload.getBytes(UTF_8));
        }

        /** As openpi's server fails: a traceback, then the end with 1011. */
        public void fail(String traceback) throws IOException {
            text(traceback);
            end(1011);
        }

        void end(int code) throws IOException {
            frame(0x88, new byte[] {(byte) (code >> 8), (byte) code});
        }

        void inPieces(byte[] payload, int size) throws IOException {
            for (int at = 0; at < payload.length; at += size) {
                byte[] piece = java.util.Arrays.copyOfRange(payload, at, Math.min(payload.length, at + size));
                boolean last = at + size >= payload.length;
                frame((last ? 0x80 : 0) | (at == 0 ? 2 : 0), piece);
            }
        }

        private synchronized void frame(int first, byte[] payload) throws IOException {
            java.io.ByteArrayOutputStream frame = new java.io.ByteArrayOutputStream();
            frame.write(first);
            if (payload.length < 126) {
                frame.write(payload.length);
            } else if (payload.length < 65_536) {
                frame.write(126);
                frame.write(payload.length >> 8);
                frame.write(payload.length);
            } else {
                frame.write(127);
                frame.writeBytes(
                        java.nio.ByteBuffer.allocate(8).putLong(payload.length).array());
            }
            frame.writeBytes(payload);
            raw(frame.toByteArray());
        }

        public synchronized void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }
    }
}
