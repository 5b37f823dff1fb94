package dev.parley.gateway.live;

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
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.parley.station.webrtc.Negotiation;
import dev.parley.station.webrtc.WebRtc;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WHEP player without a screen: keeps the brightness of each picture that arrives. */
public final class WhepViewer implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public final BlockingQueue<Integer> brightness = new LinkedBlockingQueue<>();

    private final RTCPeerConnection connection;
    private final CountDownLatch gathered = new CountDownLatch(1);
    private final URI endpoint;

    public WhepViewer(WebRtc webRtc, URI endpoint) {
        this(webRtc, endpoint, new RTCConfiguration());
    }

    WhepViewer(WebRtc webRtc, URI endpoint, RTCConfiguration configuration) {
        this.endpoint = endpoint;
        connection = webRtc.factory().createPeerConnection(configuration, new Observer());
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = RTCRtpTransceiverDirection.RECV_ONLY;
        init.streamIds = List.of();
        init.sendEncodings = List.of();
        connection.addTransceiver(webRtc.factory().createVideoTrack("none", new CustomVideoSource()), init);
    }

    /** Posts the offer; on 201 takes the answer. */
    public HttpResponse<String> watch() throws Exception {
        return post(offerRequest());
    }

    /** The same under a token of the viewer's own. */
    HttpResponse<String> watch(String authorization) throws Exception {
        return post(offerRequest().header("Authorization", authorization));
    }

    /** With a key that entitles to a reserved place. */
    HttpResponse<String> watchWithAKey() throws Exception {
        return post(offerRequest().header(Entitled.OPERATOR, "Bearer key"));
    }

    /** What it offers once it has all its candidates. */
    String offer() throws InterruptedException {
        new Negotiation(connection).offer();
        if (!gathered.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("no candidates");
        }
        return offered();
    }

    String offered() {
        return connection.getLocalDescription().sdp;
    }

    private HttpRequest.Builder offerRequest() throws InterruptedException {
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/sdp")
                .POST(BodyPublishers.ofString(offer()));
    }

    private HttpResponse<String> post(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() == 201) {
            new Negotiation(connection).remote(RTCSdpType.ANSWER, response.body());
        }
        return response;
    }

    int leave(HttpResponse<String> joined) throws Exception {
        URI resource = endpoint.resolve(joined.headers().firstValue("Location").orElseThrow());
        return HTTP.send(HttpRequest.newBuilder(resource).DELETE().build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
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
