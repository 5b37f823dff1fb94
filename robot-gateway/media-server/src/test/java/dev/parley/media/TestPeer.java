package dev.parley.media;

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
import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.parley.station.webrtc.ArgbFrames;
import dev.parley.station.webrtc.Negotiation;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A browser or a station stand-in: a real libwebrtc peer that publishes pictures 20 times a second or watches them. */
final class TestPeer implements AutoCloseable {

    /** Draws the next picture. */
    interface Scene {
        /** Fills in 0xAARRGGBB, rows from the top. */
        void paint(int[] argb, int shown);
    }

    /** Sees each picture received; it stays libwebrtc's. */
    interface Eye {
        void see(I420Buffer picture);
    }

    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    /** Brightness of each frame received: changes as the picture does. */
    final LinkedBlockingQueue<Integer> brightness = new LinkedBlockingQueue<>();

    private final CustomVideoSource source;
    private final RTCPeerConnection connection;
    private final CountDownLatch gathered = new CountDownLatch(1);
    private final ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final ArgbFrames frames;
    private final int[] picture;
    private final Scene scene;
    private final Eye eye;
    private int shown;

    private TestPeer(RTCRtpTransceiverDirection direction, int width, int height, Scene scene, @Nullable Eye eye) {
        frames = new ArgbFrames(width, height);
        picture = new int[width * height];
        this.scene = scene;
        this.eye = eye == null
                ? seen -> brightness.add(Byte.toUnsignedInt(seen.getDataY().get(0)))
                : eye;
        var factory = SharedWebRtc.INSTANCE.factory();
        source = new CustomVideoSource();
        VideoTrack track = factory.createVideoTrack("test", source);
        connection = factory.createPeerConnection(new RTCConfiguration(), new Observer());
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = direction;
        init.streamIds = List.of("test");
        init.sendEncodings = List.of();
        connection.addTransceiver(track, init);
    }

    /** Films a grey that rises and falls. */
    static TestPeer publisher() {
        return publisher(WIDTH, HEIGHT, TestPeer::grey);
    }

    static TestPeer publisher(int width, int height, Scene scene) {
        return new TestPeer(RTCRtpTransceiverDirection.SEND_ONLY, width, height, scene, null);
    }

    /** Notes the brightness. */
    static TestPeer viewer() {
        return new TestPeer(RTCRtpTransceiverDirection.RECV_ONLY, WIDTH, HEIGHT, TestPeer::grey, null);
    }

    static TestPeer viewer(Eye eye) {
        return new TestPeer(RTCRtpTransceiverDirection.RECV_ONLY, WIDTH, HEIGHT, TestPeer::grey, eye);
    }

    private static void grey(int[] argb, int shown) {
        int grey = 40 + (shown * 16) % 170;
        Arrays.fill(argb, 0xff000000 | grey << 16 | grey << 8 | grey);
    }

    /** The offer with all candidates inside. */
    String offer() throws InterruptedException {
        new Negotiation(connection).offer();
        if (!gathered.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("no candidates gathered");
        }
        return connection.getLocalDescription().sdp;
    }

    void negotiate(RpcClient rpc, String endpoint) throws Exception {
        accept(rpc.answer(endpoint, offer()));
    }

    void accept(String answer) {
        new Negotiation(connection).remote(RTCSdpType.ANSWER, answer);
    }

    TestPeer film() {
        camera.scheduleAtFixedRate(this::showNext, 0, 50, TimeUnit.MILLISECONDS);
        return this;
    }

    void stopFilming() {
        camera.shutdown();
    }

    private void showNext() {
        scene.paint(picture, shown++);
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
                    eye.see(frame.buffer.toI420());
                    frame.release();
                });
            }
        }
    }
}
