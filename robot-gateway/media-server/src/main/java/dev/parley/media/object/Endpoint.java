package dev.parley.media.object;

import static java.lang.System.Logger.Level.DEBUG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.media.protocol.KurentoError;
import dev.parley.media.protocol.Params;
import dev.parley.media.sdp.VideoFormat;
import dev.parley.media.transport.MediaNetwork;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A WebRtcEndpoint: one peer, and its place in the graph of its pipeline. Connected behind a source it is a viewer and
 * holds a viewer place.
 */
final class Endpoint extends MediaObject implements PeerListener {

    private static final Set<String> EVENTS = Set.of(
            "Error",
            "IceCandidateFound",
            "IceGatheringDone",
            "IceComponentStateChanged",
            "ConnectionStateChanged",
            "MediaFlowInStateChanged",
            "ElementConnected",
            "ElementDisconnected");

    private static final System.Logger LOG = System.getLogger(Endpoint.class.getName());

    private final Pipeline pipeline;
    private final MediaObjects objects;
    private final ViewerPlaces places;
    private final Peer peer;
    private final SdpSession sdp;
    private final Set<Endpoint> sinks = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Endpoint source;
    private volatile boolean connected;

    Endpoint(
            Environment environment,
            Pipeline pipeline,
            MediaObjects objects,
            MediaNetwork network,
            ViewerPlaces places,
            MediaLimits limits) {
        super(pipeline.id() + "/" + UUID.randomUUID() + "_kurento.WebRtcEndpoint", environment);
        this.pipeline = pipeline;
        this.objects = objects;
        this.places = places;
        peer = new Peer(network, this, limits.publisherBitsPerSecond());
        sdp = new SdpSession(peer);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    @Override
    String type() {
        return "WebRtcEndpoint";
    }

    @Override
    List<String> hierarchy() {
        return List.of(
                "kurento.BaseRtpEndpoint",
                "kurento.SdpEndpoint",
                "kurento.SessionEndpoint",
                "kurento.Endpoint",
                "kurento.MediaElement",
                "kurento.MediaObject");
    }

    @Override
    Set<String> eventTypes() {
        return EVENTS;
    }

    @Override
    Optional<MediaObject> parent() {
        return Optional.of(pipeline);
    }

    @Override
    JsonNode invoke(String operation, Params params) {
        return switch (operation) {
            case "processOffer" -> JSON.textNode(sdp.processOffer(params.text("offer"), shown()));
            case "generateOffer" -> JSON.textNode(sdp.generateOffer());
            case "processAnswer" -> JSON.textNode(sdp.processAnswer(params.text("answer")));
            case "getLocalSessionDescriptor" -> JSON.textNode(sdp.local());
            case "getRemoteSessionDescriptor" -> JSON.textNode(sdp.remote());
            case "gatherCandidates" -> done(sdp::gather);
            case "addIceCandidate" -> done(() -> sdp.addCandidate(params.inside("candidate")));
            case "connect" -> done(() -> connect(objects.endpointOf(pipeline, params.text("sink"))));
            case "disconnect" -> done(() -> disconnect(objects.endpointOf(pipeline, params.text("sink"))));
            case "isMediaFlowingIn" -> JSON.booleanNode(peer.isFlowing());
            case "getMediaPipeline", "getParent" -> JSON.textNode(pipeline.id());
            default -> super.invoke(operation, params);
        };
    }

    /** What the peer is to see: an answer names only the format its source sends already. */
    private Optional<VideoFormat> shown() {
        Endpoint from = source;
        return from == null ? Optional.empty() : from.peer.publishedFormat();
    }

    private static JsonNode done(Runnable action) {
        action.run();
        return JSON.nullNode();
    }

    /** Lets the sink's peer see what this one's peer sends; a sink has one source, the latest. */
    private void connect(Endpoint sink) {
        synchronized (pipeline) {
            places.take(pipeline.id(), sink.id());
            Endpoint before = sink.source;
            if (before == this) {
                return;
            }
            if (before != null) {
                before.detach(sink);
            }
            sink.source = this;
            sinks.add(sink);
            peer.connect(sink.peer);
        }
        emit("ElementConnected", connectionTo(sink));
    }

    private void disconnect(Endpoint sink) {
        synchronized (pipeline) {
            if (sink.source != this) {
                return;
            }
            detach(sink);
            sink.source = null;
            places.free(pipeline.id(), sink.id());
        }
        emit("ElementDisconnected", connectionTo(sink));
    }

    private static ObjectNode connectionTo(Endpoint sink) {
        ObjectNode connection = JSON.objectNode();
        connection.put("sink", sink.id());
        connection.put("mediaType", "VIDEO");
        connection.put("sourceMediaDescription", "default");
        connection.put("sinkMediaDescription", "default");
        return connection;
    }

    private void detach(Endpoint sink) {
        sinks.remove(sink);
        peer.disconnect(sink.peer);
    }

    @Override
    void close() {
        Endpoint from = source;
        if (from != null) {
            from.disconnect(this);
        }
        sinks.forEach(this::disconnect);
        sdp.close();
    }

    @Override
    public void candidate(String candidate, String mid, int line) {
        ObjectNode details = JSON.objectNode();
        ObjectNode found = details.putObject("candidate");
        found.put("__module__", "kurento");
        found.put("__type__", "IceCandidate");
        found.put("candidate", candidate);
        found.put("sdpMid", mid);
        found.put("sdpMLineIndex", line);
        emit("IceCandidateFound", details);
    }

    @Override
    public void gatheringDone() {
        emit("IceGatheringDone", JSON.objectNode());
    }

    @Override
    public void reachable() {
        iceState("CONNECTED");
    }

    @Override
    public void connected() {
        connected = true;
        iceState("READY");
        emit(
                "ConnectionStateChanged",
                JSON.objectNode().put("oldState", "DISCONNECTED").put("newState", "CONNECTED"));
    }

    @Override
    public void ended(String reason) {
        LOG.log(DEBUG, "{0} ended: {1}", id(), reason);
        iceState("FAILED");
        if (connected) {
            connected = false;
            emit(
                    "ConnectionStateChanged",
                    JSON.objectNode().put("oldState", "CONNECTED").put("newState", "DISCONNECTED"));
        }
    }

    private void iceState(String word) {
        emit(
                "IceComponentStateChanged",
                JSON.objectNode().put("streamId", 0).put("componentId", 1).put("state", word));
    }

    @Override
    public void error(String description) {
        emit(
                "Error",
                JSON.objectNode()
                        .put("description", description)
                        .put("errorCode", KurentoError.SDP_END_POINT_PROCESS_OFFER_ERROR.code())
                        .put("type", KurentoError.SDP_END_POINT_PROCESS_OFFER_ERROR.name()));
    }

    @Override
    public void videoFlows() {
        emit(
                "MediaFlowInStateChanged",
                JSON.objectNode()
                        .put("state", "FLOWING")
                        .put("padName", "default")
                        .put("mediaType", "VIDEO"));
    }
}
