package dev.parley.policy.link;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyWire;
import dev.parley.policy.wire.WireBounds;
import dev.parley.policy.wire.WireFault;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One client of a {@link PolicyServer}: the metadata goes first, then each observation gets one answer. What cannot be answered is
 * said in a text, then the connection ends with 1011, as openpi's servers do.
 */
final class ServedConnection {
    private static final System.Logger LOG = System.getLogger(ServedConnection.class.getName());
    private static final PolicyWire ANSWERS = new PolicyWire(WireBounds.REPLY);
    private static final Duration GOODBYE = Duration.ofSeconds(1);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int PINGS_PER_SECOND = 100;

    private static final int NORMAL_END = 1000;
    private static final int BROKE_THE_RULES = 1002;
    private static final int UNSUPPORTED = 1003;
    private static final int TOO_LARGE = 1009;
    private static final int FAILED = 1011;

    private final Socket socket;
    private final ServerSettings settings;
    private final ServedPolicy policy;
    private final LongSupplier nanoTime;

    ServedConnection(Socket socket, ServerSettings settings, ServedPolicy policy, LongSupplier nanoTime) {
        this.socket = socket;
        this.settings = settings;
        this.policy = policy;
        this.nanoTime = nanoTime;
    }

    /** Until one side ends it. */
    void serve() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) settings.idle().toMillis());
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
            if (opened(in)) {
                talk(in, FrameWriter.plain(socket.getOutputStream()));
            }
            bye(in);
        } catch (IOException e) {
            LOG.log(DEBUG, "a client is gone", e);
        }
    }

    /** Tells a client that there is no room for it. */
    void refuse() {
        try (socket) {
            ServerHandshake.answer(
                    socket.getOutputStream(),
                    "503 Service Unavailable",
                    "Retry-After: 5\r\n",
                    "There is room for " + settings.connections() + " connections, and all are taken.");
            bye(socket.getInputStream());
        } catch (IOException e) {
            LOG.log(DEBUG, "a client is gone", e);
        }
    }

    private boolean opened(InputStream in) throws IOException {
        Thread late = LateEnd.of(socket, settings.handshake());
        try {
            return ServerHandshake.perform(in, socket.getOutputStream(), settings.key());
        } finally {
            late.interrupt();
        }
    }

    private void talk(InputStream in, FrameWriter writer) throws IOException {
        try {
            writer.write(FrameReader.BINARY, ANSWERS.write(policy.metadata()));
            ServedPolicy.Episode episode = policy.episode();
            FrameReader reader = new FrameReader(
                    new DataInputStream(in), settings.observation().bytes(), FrameReader.Peer.CLIENT, control(writer));
            while (true) {
                switch (reader.next()) {
                    case Message.Binary(byte[] observation) ->
                        writer.write(FrameReader.BINARY, ANSWERS.write(episode.answer(read(observation))));
                    case Message.Words ignored -> {
                        writer.close(UNSUPPORTED, "observations are binary messages");
                        return;
                    }
                    case Message.Ended ignored -> {
                        writer.close(NORMAL_END, "");
                        return;
                    }
                }
            }
        } catch (ServedPolicy.Refused e) {
            fail(writer, String.valueOf(e.getMessage()));
        } catch (WireFault e) {
            throw new IllegalStateException("a policy's answer fits a message", e);
        } catch (LinkFault fault) {
            writer.close(
                    fault.kind() == LinkFault.Kind.TOO_LARGE ? TOO_LARGE : BROKE_THE_RULES,
                    String.valueOf(fault.getMessage()));
        } catch (SocketTimeoutException e) {
            writer.close(NORMAL_END, "nothing was asked for " + settings.idle().toSeconds() + " s");
        } catch (RuntimeException e) {
            // What is wrong in here is for the log; the client is told that it was not its doing.
            LOG.log(WARNING, "an observation could not be answered", e);
            fail(writer, "The policy failed.");
        }
    }

    private Fields read(byte[] observation) throws ServedPolicy.Refused {
        try {
            if (new PolicyWire(settings.observation()).read(observation) instanceof Fields fields) {
                return fields;
            }
        } catch (WireFault e) {
            throw new ServedPolicy.Refused("The observation cannot be read: " + e.getMessage() + ".");
        }
        throw new ServedPolicy.Refused("An observation is a map.");
    }

    private static void fail(FrameWriter writer, String sentence) throws IOException {
        writer.write(FrameReader.TEXT, sentence.getBytes(UTF_8));
        writer.close(FAILED, sentence);
    }

    private FrameReader.Control control(FrameWriter writer) {
        Allowance allowance = new Allowance(PINGS_PER_SECOND, nanoTime);
        return new FrameReader.Control() {
            @Override
            public void ping(byte[] payload) throws IOException, LinkFault {
                pong();
                writer.write(FrameReader.PONG, payload);
            }

            @Override
            public void pong() throws LinkFault {
                if (!allowance.take()) {
                    throw new LinkFault(LinkFault.Kind.TOO_LARGE, "The client sends more pings than are answered.");
                }
            }
        };
    }

    /** Reads what still comes for a moment: closed over unread bytes, the last words would be lost on their way. */
    private void bye(InputStream in) throws IOException {
        socket.shutdownOutput();
        Thread late = LateEnd.of(socket, GOODBYE);
        try {
            byte[] ignored = new byte[BUFFER_BYTES];
            int read;
            do {
                read = in.read(ignored);
            } while (read >= 0);
        } finally {
            late.interrupt();
        }
    }
}
