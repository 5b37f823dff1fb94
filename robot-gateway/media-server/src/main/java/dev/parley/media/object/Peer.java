package dev.parley.media.object;

import dev.parley.media.dtls.DtlsSession.Role;
import dev.parley.media.forward.PublisherStream;
import dev.parley.media.forward.ViewerStream;
import dev.parley.media.rtp.RtpHeader;
import dev.parley.media.sdp.LocalDescription;
import dev.parley.media.sdp.RemoteDescription;
import dev.parley.media.sdp.SdpException;
import dev.parley.media.sdp.VideoFormat;
import dev.parley.media.transport.MediaNetwork;
import dev.parley.media.transport.PeerEvents;
import dev.parley.media.transport.PeerTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One browser or station, with at most one video each way. Negotiation calls come from one thread at a time; streams and the
 * links between peers live on the media thread.
 */
final class Peer implements PeerEvents {

    private static final int HIGHEST_PREFERENCE = 65_535;

    private final MediaNetwork network;
    private final PeerListener listener;
    private final long bitrateCap;
    private final PeerTransport transport;
    private final int ssrc = ThreadLocalRandom.current().nextInt(2, Integer.MAX_VALUE);
    private final LocalDescription description;
    private final Set<Peer> sinks = new LinkedHashSet<>();
    private @Nullable Peer source;
    private volatile @Nullable PublisherStream published;
    private @Nullable ViewerStream viewed;
    private volatile @Nullable VideoFormat format;
    private volatile @Nullable RemoteDescription remote;
    private volatile List<String> candidates = List.of();

    Peer(MediaNetwork network, PeerListener listener, long bitrateCap) {
        this.network = network;
        this.listener = listener;
        this.bitrateCap = bitrateCap;
        transport = network.transport(this);
        description =
                new LocalDescription(transport.credentials(), network.identity().fingerprint(), ssrc);
    }

    /** The format the peer sends; empty before it is agreed on. */
    Optional<VideoFormat> publishedFormat() {
        RemoteDescription known = remote;
        return known != null && known.sends() ? Optional.ofNullable(format) : Optional.empty();
    }

    boolean isFlowing() {
        PublisherStream stream = published;
        return stream != null && stream.isFlowing();
    }

    /**
     * Answers an offer.
     *
     * @param wanted what is to be shown to this peer, if that is known: its format is the only one answered with
     * @throws SdpException if the offer cannot be answered
     */
    String answer(String text, Optional<VideoFormat> wanted) {
        RemoteDescription offer = RemoteDescription.parse(text);
        settle(offer, offer.choose(offer.receives() ? wanted : Optional.empty()));
        return localDescription();
    }

    String offer() {
        return localDescription();
    }

    void accept(String text) {
        RemoteDescription answer = RemoteDescription.parse(text);
        settle(answer, answer.choose(Optional.empty()));
    }

    private void settle(RemoteDescription other, VideoFormat agreed) {
        remote = other;
        format = agreed;
        network.execute(() -> {
            if (other.sends()) {
                published = new PublisherStream(
                        agreed.codec(), agreed.payloadType(), transport, bitrateCap, listener::videoFlows);
            }
            if (other.receives()) {
                viewed = new ViewerStream(
                        agreed.codec(), new RtpHeader(agreed.payloadType(), ssrc, other.playoutDelay()), transport);
            }
            sinks.forEach(sink -> join(this, sink));
            if (source != null) {
                join(source, this);
            }
        });
        transport.begin(other.fingerprint(), other.isPassive() ? Role.CLIENT : Role.SERVER);
    }

    /** The local description; with the candidates once they were asked for. */
    String localDescription() {
        RemoteDescription other = remote;
        VideoFormat agreed = format;
        return other == null || agreed == null
                ? description.offer(candidates)
                : description.answer(other, agreed, candidates);
    }

    /** @throws IOException if the sockets cannot be opened */
    void gather() throws IOException {
        if (!candidates.isEmpty()) {
            return;
        }
        List<String> found = new ArrayList<>();
        for (InetSocketAddress address : network.addresses()) {
            found.add(candidate(found.size(), address));
        }
        candidates = List.copyOf(found);
        RemoteDescription other = remote;
        found.forEach(candidate ->
                listener.candidate(candidate, other == null ? "0" : other.mid(), other == null ? 0 : other.line()));
        listener.gatheringDone();
    }

    /** RFC 8445, section 5.1.2.1: host candidates, earlier addresses preferred. */
    private static String candidate(int index, InetSocketAddress address) {
        long priority = 126L << 24 | (long) (HIGHEST_PREFERENCE - index) << 8 | 255;
        String host = address.getAddress().getHostAddress().replaceFirst("%.*", "");
        return "candidate:" + (index + 1) + " 1 udp " + priority + " " + host + " " + address.getPort() + " typ host";
    }

    /** Shows what this peer sends to another, from now on and instead of what that one saw. */
    void connect(Peer sink) {
        network.execute(() -> {
            if (sink.source != null) {
                sink.source.unlink(sink);
            }
            sink.source = this;
            sinks.add(sink);
            join(this, sink);
        });
    }

    void disconnect(Peer sink) {
        network.execute(() -> unlink(sink));
    }

    private void unlink(Peer sink) {
        if (sinks.remove(sink)) {
            sink.source = null;
            if (published != null && sink.viewed != null) {
                published.remove(sink.viewed);
            }
        }
    }

    private static void join(Peer from, Peer to) {
        PublisherStream stream = from.published;
        if (stream == null || to.viewed == null) {
            return;
        }
        stream.add(to.viewed);
        if (stream.codec() != to.viewed.codec()) {
            to.listener.error("the picture is " + stream.codec() + " and this viewer agreed on " + to.viewed.codec());
        }
    }

    void close() {
        transport.close();
        network.execute(() -> {
            if (published != null) {
                published.close();
            }
            if (viewed != null) {
                viewed.close();
            }
        });
    }

    @Override
    public void reachable() {
        if (viewed != null) {
            viewed.connecting();
        }
        listener.reachable();
    }

    @Override
    public void secured() {
        if (viewed != null) {
            viewed.connected();
        }
        listener.connected();
    }

    @Override
    public void rtp(byte[] packet, int length, long nowNs) {
        if (published != null) {
            published.rtp(packet, length, nowNs);
        }
    }

    @Override
    public void rtcp(byte[] packet, int length, long nowNs) {
        if (published != null) {
            published.rtcp(packet, length, nowNs);
        }
        if (viewed != null) {
            viewed.rtcp(packet, length, nowNs);
        }
    }

    @Override
    public void tick(long nowNs) {
        if (published != null) {
            published.tick(nowNs);
        }
    }

    @Override
    public void ended(String reason) {
        if (viewed != null) {
            viewed.close();
        }
        listener.ended(reason);
    }
}
