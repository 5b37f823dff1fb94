package dev.parley.media.object;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.parley.station.webrtc.Negotiation;
import dev.parley.station.webrtc.StartBitrate;
import dev.parley.station.webrtc.WebRtc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One libwebrtc peer connection, to a browser or a station, with at most one video track each way. Negotiation calls
 * block for tens of milliseconds and come from one thread at a time.
 */
final class Peer {

    private static final List<String> STREAM = List.of("parley");

    /** Where encoders begin; the bandwidth estimate takes over at once. Enough for a clean first picture at 640×480. */
    private static final int START_KILOBITS_PER_SECOND = 1200;

    private final PeerListener listener;
    private final CandidateHold candidates;
    private final VideoFanOut input;
    private final VideoOutput output;
    private final RTCPeerConnection connection;
    private final Negotiation negotiation;
    private volatile @Nullable VideoTrack incoming;

    Peer(WebRtc webRtc, PeerListener listener) {
        this.listener = listener;
        candidates = new CandidateHold(listener);
        input = new VideoFanOut(listener::videoFlows);
        output = new VideoOutput(webRtc);
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        connection = webRtc.factory().createPeerConnection(configuration, new Observer());
        negotiation = new Negotiation(connection);
    }

    VideoFanOut input() {
        return input;
    }

    VideoOutput output() {
        return output;
    }

    /** Answers an offer; sends our video where the offer wants to receive some. */
    String answer(String offer) {
        String acceptable = OfferSdp.withoutUndeclaredRetransmission(offer);
        negotiation.remote(RTCSdpType.OFFER, StartBitrate.in(acceptable, START_KILOBITS_PER_SECOND));
        if (OfferSdp.wantsVideo(offer)) {
            connection.addTrack(output.track(), STREAM);
        }
        return OfferSdp.withoutCandidates(negotiation.answer());
    }

    String offer() {
        connection.addTrack(output.track(), STREAM);
        return OfferSdp.withoutCandidates(negotiation.offer());
    }

    void accept(String answer) {
        negotiation.remote(RTCSdpType.ANSWER, StartBitrate.in(answer, START_KILOBITS_PER_SECOND));
    }

    /** The local description; with the candidates found so far once they were asked for. */
    String localDescription() {
        String sdp = connection.getLocalDescription().sdp;
        return candidates.isLetThrough() ? sdp : OfferSdp.withoutCandidates(sdp);
    }

    void gather() {
        candidates.letThrough();
    }

    void addCandidate(String mid, int line, String candidate) {
        negotiation.candidate(new RTCIceCandidate(mid, line, candidate));
    }

    void close() {
        VideoTrack track = incoming;
        if (track != null) {
            track.removeSink(input);
        }
        input.close();
        for (RTCRtpSender sender : connection.getSenders()) {
            connection.removeTrack(sender);
        }
        connection.close();
        output.close();
    }

    private final class Observer implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            candidates.found(candidate);
        }

        @Override
        public void onIceGatheringChange(RTCIceGatheringState state) {
            if (state == RTCIceGatheringState.COMPLETE) {
                candidates.done();
            }
        }

        @Override
        public void onIceConnectionChange(RTCIceConnectionState state) {
            listener.iceState(state);
        }

        @Override
        public void onConnectionChange(RTCPeerConnectionState state) {
            switch (state) {
                case CONNECTED -> listener.connected();
                case FAILED, CLOSED -> listener.disconnected();
                case NEW, CONNECTING, DISCONNECTED -> {
                    // A path that is lost for a moment often heals; only the end of it is news.
                }
            }
        }

        @Override
        public void onTrack(RTCRtpTransceiver transceiver) {
            if (transceiver.getReceiver().getTrack() instanceof VideoTrack video) {
                incoming = video;
                video.addSink(input);
            }
        }
    }
}
