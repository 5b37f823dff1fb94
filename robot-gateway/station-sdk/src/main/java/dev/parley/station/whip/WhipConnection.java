package dev.parley.station.whip;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpSendParameters;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.parley.station.webrtc.Negotiation;
import dev.parley.station.webrtc.NegotiationException;
import dev.parley.station.webrtc.StartBitrate;
import dev.parley.station.webrtc.WebRtc;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One attempt to publish: a peer connection with one video track, and the WHIP resource at the other end. */
final class WhipConnection implements AutoCloseable {

    /** Codecs offered. VP8 alone keeps the media path free of transcoding: every browser shows it. */
    private static final List<String> CODECS = List.of("vp8", "rtx");

    private static final int GATHER_SECONDS = 2;
    private static final int MEDIA_SECONDS = 10;

    /** A lost media path often heals within a second; after this long it is built anew. */
    private static final long HEAL_NS = TimeUnit.MILLISECONDS.toNanos(1500);

    private final WhipClient client;
    private final VideoFormat format;
    private final CustomVideoSource source = new CustomVideoSource();
    private final VideoTrack track;
    private final RTCPeerConnection connection;
    private final CountDownLatch gathered = new CountDownLatch(1);
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile RTCPeerConnectionState state = RTCPeerConnectionState.NEW;
    private volatile long stateSinceNs = System.nanoTime();
    private WhipClient.@Nullable Published published;

    WhipConnection(WebRtc webRtc, List<IceLink> iceServers, WhipClient client, VideoFormat format) {
        this.client = client;
        this.format = format;
        track = webRtc.factory().createVideoTrack("camera", source);
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.iceServers = iceServers.stream().map(IceLink::forWebRtc).toList();
        connection = webRtc.factory().createPeerConnection(configuration, new Observer());
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
        init.streamIds = List.of("station");
        init.sendEncodings = List.of();
        RTCRtpTransceiver transceiver = connection.addTransceiver(track, init);
        transceiver.setCodecPreferences(webRtc.factory().getRtpSenderCapabilities(MediaType.VIDEO).getCodecs().stream()
                .filter(codec -> CODECS.contains(codec.getName().toLowerCase(Locale.ROOT)))
                .toList());
    }

    /** Offers, posts, takes the answer and waits for the media path. */
    void open() throws WhipException, InterruptedException {
        try {
            Negotiation negotiation = new Negotiation(connection);
            negotiation.offer();
            gathered.await(GATHER_SECONDS, TimeUnit.SECONDS);
            WhipClient.Published answered = client.publish(connection.getLocalDescription().sdp);
            published = answered;
            negotiation.remote(RTCSdpType.ANSWER, StartBitrate.in(answered.answer(), format.maxBitsPerSecond() / 2000));
            limitBitrate();
        } catch (NegotiationException e) {
            throw WhipException.passing("libwebrtc refused the answer: " + e.getMessage());
        }
        if (!settled.await(MEDIA_SECONDS, TimeUnit.SECONDS) || state != RTCPeerConnectionState.CONNECTED) {
            throw WhipException.passing("no media path within " + MEDIA_SECONDS
                    + " s: UDP to the media server is blocked, or this machine has no network interface but loopback");
        }
    }

    private void limitBitrate() {
        for (var sender : connection.getSenders()) {
            RTCRtpSendParameters parameters = sender.getParameters();
            for (RTCRtpEncodingParameters encoding : parameters.encodings) {
                encoding.maxBitrate = format.maxBitsPerSecond();
            }
            sender.setParameters(parameters);
        }
    }

    /** Takes over the frame and releases it. */
    void push(VideoFrame frame) {
        try {
            source.pushFrame(frame);
        } finally {
            frame.release();
        }
    }

    boolean isUp() {
        return switch (state) {
            case NEW, CONNECTING, CONNECTED -> true;
            case DISCONNECTED -> System.nanoTime() - stateSinceNs < HEAL_NS;
            case FAILED, CLOSED -> false;
        };
    }

    @Override
    public void close() {
        connection.close();
        // Both report an Error of their own after having let go of the native object: there is nothing to do about it.
        dispose(track::dispose);
        dispose(source::dispose);
    }

    /** Tells the platform that this publication is over. Errors only mean that it finds out by itself. */
    void retract() throws InterruptedException, WhipException {
        WhipClient.Published made = published;
        published = null;
        if (made != null) {
            client.delete(made.resource());
        }
    }

    private static void dispose(Runnable release) {
        try {
            release.run();
        } catch (Error alreadyGone) {
            if (alreadyGone instanceof VirtualMachineError) {
                throw alreadyGone;
            }
        }
    }

    private final class Observer implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            // The offer is sent once, with all candidates inside.
        }

        @Override
        public void onIceGatheringChange(RTCIceGatheringState gathering) {
            if (gathering == RTCIceGatheringState.COMPLETE) {
                gathered.countDown();
            }
        }

        @Override
        public void onConnectionChange(RTCPeerConnectionState changed) {
            stateSinceNs = System.nanoTime();
            state = changed;
            if (changed == RTCPeerConnectionState.CONNECTED
                    || changed == RTCPeerConnectionState.FAILED
                    || changed == RTCPeerConnectionState.CLOSED) {
                settled.countDown();
            }
        }
    }
}
