package dev.parley.policy.link;

import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.AddressRefused;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to a policy server, connected to the very address that was looked at. The server's pings are answered while
 * it is idle and while it waits; it sends none itself, since such servers answer none while they think. Sending and
 * receiving never block the caller longer than asked: the bytes move on threads of its own, which end with it.
 */
final class PolicySocket implements AutoCloseable {
    private static final int NORMAL_END = 1000;

    /** Connection, TLS and handshake, one after the other. */
    private static final int STEPS = 3;

    /** Messages that nobody asked for may wait here until somebody looks and ends the connection. */
    private static final int WAITING = 4;

    private final Socket socket;
    private final FrameWriter writer;
    private final FrameReader reader;
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<ByteBuffer>> toSend = new LinkedBlockingQueue<>(1);
    private volatile @Nullable LinkFault over;
    private final Thread reading;
    private final Thread writing;

    private PolicySocket(Socket socket, InputStream in, FrameWriter writer, LinkLimits limits, LongSupplier nanoTime) {
        this.socket = socket;
        this.writer = writer;
        Allowance allowance = new Allowance(limits.controlFramesPerSecond(), nanoTime);
        reader = new FrameReader(
                new DataInputStream(in), limits.reply().bytes(), FrameReader.Peer.SERVER, new FrameReader.Control() {
                    @Override
                    public void ping(byte[] payload) throws IOException, LinkFault {
                        pong();
                        writer.write(FrameReader.PONG, payload);
                    }

                    @Override
                    public void pong() throws LinkFault {
                        if (!allowance.take()) {
                            throw new LinkFault(
                                    LinkFault.Kind.TOO_LARGE, "The policy server sends more pings than are answered.");
                        }
                    }
                });
        reading = Thread.ofVirtual().name("policy-read").unstarted(this::read);
        writing = Thread.ofVirtual().name("policy-write").unstarted(this::write);
    }

    /** @param headers for example an API key; nothing of them is kept */
    static PolicySocket open(
            URI url, Map<String, String> headers, AddressGuard guard, LinkLimits limits, LongSupplier nanoTime)
            throws LinkFault {
        InetSocketAddress address;
        try {
            address = guard.check(url);
        } catch (AddressRefused e) {
            throw new LinkFault(LinkFault.Kind.ADDRESS_REFUSED, String.valueOf(e.getMessage()), e);
        }
        int patienceMs = (int) limits.connect().toMillis();
        Socket connected = new Socket();
        // Each read is waited for only so long; a server that sends a byte now and then would be waited for all day.
        Duration altogether = limits.connect().multipliedBy(STEPS);
        Thread late = LateEnd.of(connected, altogether);
        try {
            connected.setTcpNoDelay(true);
            connected.setKeepAlive(true);
            connected.connect(address, patienceMs);
            connected.setSoTimeout(patienceMs);
            Socket secured = "wss".equalsIgnoreCase(url.getScheme()) ? tls(connected, url, address) : connected;
            SecureRandom random = new SecureRandom();
            InputStream in = new BufferedInputStream(secured.getInputStream(), 64 * 1024);
            Handshake.perform(in, secured.getOutputStream(), url, headers, random);
            secured.setSoTimeout(0);
            // Closed below TLS: its goodbye would wait for a peer that may not read.
            PolicySocket opened = new PolicySocket(
                    connected, in, FrameWriter.masking(secured.getOutputStream(), random), limits, nanoTime);
            opened.reading.start();
            opened.writing.start();
            return opened;
        } catch (LinkFault | RuntimeException e) {
            LateEnd.closeQuietly(connected);
            throw e;
        } catch (SocketTimeoutException e) {
            LateEnd.closeQuietly(connected);
            throw new LinkFault(
                    LinkFault.Kind.UNREACHABLE,
                    "Nothing answered at " + url.getHost() + " within "
                            + limits.connect().toSeconds() + " s.",
                    e);
        } catch (IOException e) {
            LateEnd.closeQuietly(connected);
            throw new LinkFault(
                    LinkFault.Kind.UNREACHABLE,
                    "There is no connection to " + url.getHost() + " port " + address.getPort() + ".",
                    e);
        } finally {
            late.interrupt();
        }
    }

    private static Socket tls(Socket plain, URI url, InetSocketAddress address) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        String host = url.getHost();
        // A certificate names an address without the brackets that it has in a URL.
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, name, address.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        // The certificate must be the name's, whatever address the name has.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Hands a message to the writing thread. At most one may wait. */
    void send(List<ByteBuffer> message) throws LinkFault {
        checkOpen();
        if (!toSend.offer(message)) {
            throw new LinkFault(LinkFault.Kind.REFUSED_HERE, "One question at a time: the last one has not left yet.");
        }
    }

    /** The next message, or empty when none came in time. */
    Optional<Message> receive(Duration within) throws InterruptedException {
        return Optional.ofNullable(received.poll(within.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** What came already. */
    Optional<Message> waiting() {
        return Optional.ofNullable(received.poll());
    }

    private void checkOpen() throws LinkFault {
        LinkFault fault = over;
        if (fault != null) {
            throw fault;
        }
    }

    private void read() {
        try {
            while (over == null) {
                Message message = reader.next();
                if (message instanceof Message.Ended(LinkFault fault)) {
                    end(fault);
                } else if (received.size() >= WAITING) {
                    throw new LinkFault(LinkFault.Kind.UNASKED, "The policy server sends without being asked.");
                } else {
                    received.add(message);
                }
            }
        } catch (LinkFault fault) {
            end(fault);
        } catch (EOFException e) {
            end(new LinkFault(LinkFault.Kind.CLOSED, "The policy server ended the connection without a word.", e));
        } catch (IOException e) {
            end(new LinkFault(LinkFault.Kind.CLOSED, "The connection to the policy server broke.", e));
        }
    }

    private void write() {
        try {
            while (over == null) {
                writer.write(FrameReader.BINARY, toSend.take());
            }
        } catch (IOException e) {
            end(new LinkFault(LinkFault.Kind.CLOSED, "The connection to the policy server broke.", e));
        } catch (InterruptedException e) {
            // Only close() interrupts this thread: its work is over.
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connection at once. What comes after cannot be taken for an answer. */
    void end(LinkFault fault) {
        synchronized (this) {
            if (over != null) {
                return;
            }
            over = fault;
        }
        received.add(new Message.Ended(fault));
        LateEnd.closeQuietly(socket);
        writing.interrupt();
    }

    @Override
    public void close() {
        if (over == null) {
            // Politely, on a thread of its own: a server that does not read must not hold anybody.
            Thread.ofVirtual().name("policy-close").start(() -> {
                try {
                    writer.write(FrameReader.CLOSE, new byte[] {(byte) (NORMAL_END >> 8), (byte) NORMAL_END});
                } catch (IOException e) {
                    // It is gone already.
                    LateEnd.closeQuietly(socket);
                }
                end(new LinkFault(LinkFault.Kind.CLOSED, "The connection was closed here."));
            });
            Thread.ofVirtual().name("policy-close-late").start(() -> {
                try {
                    Thread.sleep(Duration.ofSeconds(2));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                end(new LinkFault(LinkFault.Kind.CLOSED, "The connection was closed here."));
            });
        }
    }
}
