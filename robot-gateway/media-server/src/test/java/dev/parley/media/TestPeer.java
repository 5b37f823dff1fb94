package dev.parley.media;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.parley.station.webrtc.ArgbFrames;
import dev.parley.station.webrtc.Negotiation;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A browser or a station stand-in: a real libwebrtc peer that publishes a moving picture or watches one. */
final class TestPeer implements AutoCloseable {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    /** Mean brightness of each frame received: changes as the picture does. */
    final LinkedBlockingQueue<Integer> brightness = new LinkedBlockingQueue<>();

    private final CustomVideoSource source = new CustomVideoSource();
    private final RTCPeerConnection connection;
    private final CountDownLatch gathered = new CountDownLatch(1);
    private final ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final ArgbFrames frames = new ArgbFrames(WIDTH, HEIGHT);
    private int shown;

    private TestPeer(RTCRtpTransceiverDirection direction) {
        var factory = SharedWebRtc.INSTANCE.factory();
        VideoTrack track = factory.createVideoTrack("test", source);
        connection = factory.createPeerConnection(new RTCConfiguration(), new Observer());
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = direction;
        init.streamIds = List.of("test");
        init.sendEncodings = List.of();
        connection.addTransceiver(track, init);
    }

    static TestPeer publisher() {
        return new TestPeer(RTCRtpTransceiverDirection.SEND_ONLY);
    }

    static TestPeer viewer() {
        return new TestPeer(RTCRtpTransceiverDirection.RECV_ONLY);
    }

    /** The offer with all candidates inside. */
    String offer() throws InterruptedException {
        new Negotiation(connection).offer();
        if (!gathered.await(5, TimeUnit.SECONDS)) {
            throw new AssertionError("no candidates gathered");
        }
        return connection.getLocalDescription().sdp;
    }

    /** Negotiates with an endpoint the way the application does: offer, gather, wait, read the answer. */
    void negotiate(RpcClient rpc, String endpoint) throws Exception {
        rpc.subscribe(endpoint, "IceGatheringDone");
        ObjectNode offer = RpcClient.object().put("offer", offer());
        RpcClient.value(rpc.invoke(endpoint, "processOffer", offer));
        RpcClient.value(rpc.invoke(endpoint, "gatherCandidates", RpcClient.object()));
        rpc.event("IceGatheringDone");
        String answer = RpcClient.value(rpc.invoke(endpoint, "getLocalSessionDescriptor", RpcClient.object()))
                .asText();
        new Negotiation(connection).remote(RTCSdpType.ANSWER, answer);
    }

    /** Shows a picture 20 times a second whose grey rises and falls. */
    TestPeer film() {
        camera.scheduleAtFixedRate(this::showNext, 0, 50, TimeUnit.MILLISECONDS);
        return this;
    }

    void stopFilming() {
        camera.shutdown();
    }

    private void showNext() {
        int grey = 40 + (shown++ * 16) % 170;
        int[] picture = new int[WIDTH * HEIGHT];
        java.util.Arrays.fill(picture, 0xff000000 | grey << 16 | grey << 8 | grey);
        VideoFrame frame = frames.frame(picture, System.nanoTime());
        source.pushFrame(frame);
        frame.release();
    }

    @Override
    public void close() {
        camera.shutdownNow();
        connection.close();
    }

    private final class Observer implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {}

        @Override
        public void onIceGatheringChange(RTCIceGatheringState state) {
            if (state == RTCIceGatheringState.COMPLETE) {
                gathered.countDown();
            }
        }

        @Override
        public void onTrack(RTCRtpTransceiver transceiver) {
            if (transceiver.getReceiver().getTrack() instanceof VideoTrack video) {
                video.addSink(frame -> {
                    brightness.add(
                            Byte.toUnsignedInt(frame.buffer.toI420().getDataY().get(0)));
                    frame.release();
                });
            }
        }
    }
}
