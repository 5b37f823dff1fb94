package dev.parley.media.transport;

import dev.parley.media.dtls.DtlsSession;
import dev.parley.media.dtls.Fingerprint;
import dev.parley.media.forward.PacketOutlet;
import dev.parley.media.forward.RateLimit;
import dev.parley.media.ice.BindingRequest;
import dev.parley.media.ice.IceCredentials;
import dev.parley.media.rtp.RtcpWriter;
import dev.parley.media.rtp.RtpPacket;
import dev.parley.media.srtp.SrtpKey;
import dev.parley.media.srtp.SrtpReceiver;
import dev.parley.media.srtp.SrtpSender;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The path to one peer: found by the peer's checks, secured by a handshake, kept while the peer is heard. Nothing is sent to an
 * address that did not prove that it knows our password. Confined to the media thread, but for what says otherwise.
 */
public final class PeerTransport implements PacketOutlet, AutoCloseable {

    private static final int PATHS = 8;
    private static final int PACKETS_PER_SECOND = 3000;
    private static final int BYTES_PER_SECOND = 1_500_000;
    private static final long CONNECT_LIMIT_NS = TimeUnit.SECONDS.toNanos(30);

    /** A peer checks every few seconds at least (RFC 7675); after this silence it is gone. */
    private static final long SILENCE_LIMIT_NS = TimeUnit.SECONDS.toNanos(15);

    private final MediaNetwork network;
    private final IceCredentials credentials;
    private final PeerEvents events;
    private final RateLimit limit;
    private final Deque<Path> paths = new ArrayDeque<>();
    private @Nullable Path chosen;
    private @Nullable DtlsSession dtls;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private boolean begun;
    private boolean closed;
    private long heardNs;

    PeerTransport(MediaNetwork network, IceCredentials credentials, PeerEvents events, long nowNs) {
        this.network = network;
        this.credentials = credentials;
        this.events = events;
        limit = new RateLimit(PACKETS_PER_SECOND, BYTES_PER_SECOND);
        heardNs = nowNs;
    }

    public IceCredentials credentials() {
        return credentials;
    }

    /** The other side is known now: its checks are answered from here on. Any thread. */
    public void begin(Fingerprint peer, DtlsSession.Role role) {
        DtlsSession session = new DtlsSession(network.identity(), role, peer, new HandshakePeer());
        network.execute(() -> {
            if (!closed && !begun) {
                begun = true;
                dtls = session;
                heardNs = network.nowNs();
                network.register(this);
            }
        });
    }

    /** Says goodbye and lets go of everything. Any thread. */
    @Override
    public void close() {
        network.execute(this::letGo);
    }

    void checked(BindingRequest request, Path path, long nowNs) {
        if (!request.isSignedWith(credentials.password())) {
            return;
        }
        heardNs = nowNs;
        if (!paths.contains(path)) {
            if (paths.size() == PATHS) {
                network.forget(paths.removeFirst(), this);
            }
            paths.addLast(path);
            network.learn(path, this);
        }
        byte[] response = request.response(path.remote(), credentials.password());
        path.send(response, response.length);
        boolean first = chosen == null;
        if (first || request.isNominating()) {
            chosen = path;
        }
        if (first && dtls != null) {
            dtls.start();
            events.reachable();
        }
    }

    /** A datagram that is no STUN, from an address that was checked. */
    void received(byte[] datagram, int length, long nowNs) {
        if (!limit.lets(length, nowNs)) {
            return;
        }
        int kind = datagram[0] & 0xff;
        if (kind >= 20 && kind < 64) {
            if (dtls != null) {
                dtls.received(datagram, length);
            }
        } else if (kind >= 128 && kind < 192 && receiver != null && length > 1) {
            int type = datagram[1] & 0xff;
            if (type >= 192 && type < 224) {
                rtcp(receiver, datagram, length, nowNs);
            } else {
                rtp(receiver, datagram, length, nowNs);
            }
        }
    }

    private void rtp(SrtpReceiver opener, byte[] datagram, int length, long nowNs) {
        int payload = RtpPacket.payloadOffset(datagram, length);
        int plain = payload < 0 ? SrtpReceiver.REFUSED : opener.openRtp(datagram, length, payload);
        if (plain != SrtpReceiver.REFUSED) {
            heardNs = nowNs;
            events.rtp(datagram, plain, nowNs);
        }
    }

    private void rtcp(SrtpReceiver opener, byte[] datagram, int length, long nowNs) {
        int plain = opener.openRtcp(datagram, length);
        if (plain != SrtpReceiver.REFUSED) {
            heardNs = nowNs;
            events.rtcp(datagram, plain, nowNs);
        }
    }

    void tick(long nowNs) {
        if (nowNs - heardNs > (chosen == null ? CONNECT_LIMIT_NS : SILENCE_LIMIT_NS)) {
            end(chosen == null ? "nobody came" : "nothing was heard for a while");
        } else if (sender != null) {
            events.tick(nowNs);
        }
    }

    @Override
    public void sendRtp(byte[] packet, int length, int payloadOffset, int rollover) {
        if (sender != null && chosen != null) {
            chosen.send(packet, sender.protectRtp(packet, length, payloadOffset, rollover));
        }
    }

    @Override
    public void sendRtcp(RtcpWriter packet) {
        if (sender != null && chosen != null) {
            chosen.send(packet.bytes(), sender.protectRtcp(packet.bytes(), packet.length()));
        }
    }

    private void end(String reason) {
        if (!closed) {
            letGo();
            events.ended(reason);
        }
    }

    void letGo() {
        closed = true;
        sender = null;
        receiver = null;
        if (dtls != null) {
            dtls.close();
        }
        paths.forEach(path -> network.forget(path, this));
        paths.clear();
        network.unregister(this);
    }

    /** Brings what the handshake says from its thread to ours. */
    private final class HandshakePeer implements DtlsSession.Peer {

        @Override
        public void send(byte[] datagram) {
            network.execute(() -> {
                // Also after the end: this is how the goodbye leaves.
                if (chosen != null) {
                    chosen.send(datagram, datagram.length);
                }
            });
        }

        @Override
        public void secured(SrtpKey ours, SrtpKey theirs) {
            network.execute(() -> {
                if (!closed) {
                    sender = new SrtpSender(ours);
                    receiver = new SrtpReceiver(theirs);
                    events.secured();
                }
            });
        }

        @Override
        public void ended(String reason) {
            network.execute(() -> end(reason));
        }
    }
}
