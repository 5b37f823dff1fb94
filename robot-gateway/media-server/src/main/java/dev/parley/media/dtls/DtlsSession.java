package dev.parley.media.dtls;

import static java.lang.System.Logger.Level.DEBUG;

import dev.parley.media.srtp.SrtpKey;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * One DTLS association: a handshake, then a wait for its end. Runs on a virtual thread of its own, because the handshake is
 * written as calls that wait. Everything here is thread-safe.
 */
public final class DtlsSession implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DtlsSession.class.getName());

    private static final int HANDSHAKE_LIMIT_MS = 10_000;
    private static final int LARGEST_RECEIVED = 2048;
    private static final int LARGEST_SENT = 1200;
    private static final int WAITING = 32;
    private static final int IDLE_MS = 60_000;

    /** Which side begins. */
    public enum Role {
        CLIENT,
        SERVER
    }

    /** What the association needs and tells. Called on its thread. */
    public interface Peer {

        void send(byte[] datagram);

        /** The handshake is done: what we send and what they send is protected with these. */
        void secured(SrtpKey ours, SrtpKey theirs);

        /** No more comes: refused, too late, or the other side said goodbye. Not called after {@link DtlsSession#close}. */
        void ended(String reason);
    }

    private final DtlsIdentity identity;
    private final Role role;
    private final Fingerprint expected;
    private final Peer peer;
    private final BlockingQueue<byte[]> incoming = new ArrayBlockingQueue<>(WAITING);
    private final Wire wire = new Wire();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    public DtlsSession(DtlsIdentity identity, Role role, Fingerprint expected, Peer peer) {
        this.identity = identity;
        this.role = role;
        this.expected = expected;
        this.peer = peer;
        thread = Thread.ofVirtual().name("dtls").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** A datagram of the other side; dropped when many wait, as the network would. */
    public void received(byte[] datagram, int length) {
        incoming.offer(Arrays.copyOf(datagram, length));
    }

    /** Says goodbye to the other side, if it was ever met. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            thread.interrupt();
        }
    }

    private void run() {
        String reason = "";
        DTLSTransport association = null;
        try {
            association = shakeHands();
            byte[] unexpected = new byte[association.getReceiveLimit()];
            while (!closed.get()) {
                // Nothing but alerts and repeated handshake messages comes here; both are dealt with inside.
                association.receive(unexpected, 0, unexpected.length, IDLE_MS);
            }
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle throws unchecked for some malformed messages; to us they are the same as a refusal.
            reason = String.valueOf(e.getMessage());
        }
        goodbye(association);
        if (closed.compareAndSet(false, true)) {
            peer.ended(reason);
        }
    }

    private DTLSTransport shakeHands() throws IOException {
        return switch (role) {
            case SERVER -> {
                DtlsServer server = new DtlsServer(identity, expected, HANDSHAKE_LIMIT_MS);
                DTLSTransport association = new DTLSServerProtocol().accept(server, wire);
                peer.secured(server.keys().server(), server.keys().client());
                yield association;
            }
            case CLIENT -> {
                DtlsClient client = new DtlsClient(identity, expected, HANDSHAKE_LIMIT_MS);
                DTLSTransport association = new DTLSClientProtocol().connect(client, wire);
                peer.secured(client.keys().client(), client.keys().server());
                yield association;
            }
        };
    }

    private static void goodbye(@Nullable DTLSTransport association) {
        if (association == null) {
            return;
        }
        // An interrupt that woke this thread must not keep the goodbye from being sent.
        Thread.interrupted();
        try {
            association.close();
        } catch (IOException e) {
            LOG.log(DEBUG, "a peer is left without a goodbye: {0}", e.getMessage());
        }
    }

    /** The datagrams below the association. */
    private final class Wire implements DatagramTransport {

        private volatile boolean closed;

        @Override
        public int getReceiveLimit() {
            return LARGEST_RECEIVED;
        }

        @Override
        public int getSendLimit() {
            return LARGEST_SENT;
        }

        @Override
        public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
            if (closed) {
                // Else the layer above would go on asking until its time is up.
                throw new EOFException("the other side ended it");
            }
            try {
                byte[] datagram = incoming.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
                if (datagram == null) {
                    return -1;
                }
                int taken = Math.min(length, datagram.length);
                System.arraycopy(datagram, 0, buffer, offset, taken);
                return taken;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("closed");
            }
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            peer.send(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        /** Called when the other side says goodbye, too. */
        @Override
        public void close() {
            closed = true;
        }
    }
}
