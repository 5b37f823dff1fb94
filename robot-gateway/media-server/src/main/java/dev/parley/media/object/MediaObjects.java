package dev.parley.media.object;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.media.protocol.KurentoError;
import dev.parley.media.protocol.KurentoException;
import dev.parley.media.protocol.Params;
import dev.parley.media.transport.MediaNetwork;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All media objects of the server. Whoever touches an object refers to it from then on; an object that no session refers
 * to is released, parents after their children. Thread-safe; calls that negotiate take tens of milliseconds.
 */
public final class MediaObjects {

    private final Map<String, MediaObject> objects = new ConcurrentHashMap<>();
    private final MediaObject.Environment environment;
    private final MediaNetwork network;
    private final MediaLimits limits;
    private final ViewerPlaces places;
    private final ServerManager manager;

    public MediaObjects(MediaNetwork network, MediaLimits limits, Clock clock, EventSink events) {
        this.network = network;
        this.limits = limits;
        environment = new MediaObject.Environment(clock, events);
        places = new ViewerPlaces(limits.viewersPerPipeline(), limits.viewersTotal());
        manager = new ServerManager(environment, this);
        objects.put(manager.id(), manager);
    }

    /** Creates an object of a Kurento type and returns its id. */
    public String create(String sessionId, String type, Params constructor) {
        MediaObject made = switch (type) {
            case "MediaPipeline" -> new Pipeline(environment);
            case "WebRtcEndpoint" -> endpoint(sessionId, constructor.text("mediaPipeline"));
            default ->
                throw new KurentoException(
                        KurentoError.MEDIA_OBJECT_TYPE_NOT_FOUND,
                        "no type '" + type + "' here; this server makes MediaPipeline and WebRtcEndpoint");
        };
        made.referTo(sessionId);
        objects.put(made.id(), made);
        manager.created(made);
        made.parent().filter(parent -> !objects.containsKey(parent.id())).ifPresent(gone -> {
            release(made.id());
            throw notFound(gone.id());
        });
        return made.id();
    }

    private Endpoint endpoint(String sessionId, String pipelineId) {
        if (!(find(sessionId, pipelineId) instanceof Pipeline pipeline)) {
            throw new KurentoException(
                    KurentoError.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR, "'" + pipelineId + "' is not a MediaPipeline");
        }
        long endpoints =
                objects.values().stream().filter(Endpoint.class::isInstance).count();
        if (endpoints >= limits.endpoints()) {
            throw new KurentoException(
                    KurentoError.NOT_ENOUGH_RESOURCES,
                    endpoints + " of " + limits.endpoints() + " endpoints of this media server are in use");
        }
        return new Endpoint(environment, pipeline, this, network, places, limits);
    }

    public JsonNode invoke(String sessionId, String objectId, String operation, Params params) {
        MediaObject object = find(sessionId, objectId);
        JsonNode result = object.invoke(operation, params);
        if (object == manager && operation.equals("getPipelines")) {
            result.forEach(id -> find(sessionId, id.textValue()));
        }
        return result;
    }

    public String subscribe(String sessionId, String objectId, String eventType) {
        return find(sessionId, objectId).subscribe(sessionId, eventType);
    }

    public void unsubscribe(String sessionId, String objectId, String subscriptionId) {
        find(sessionId, objectId).unsubscribe(subscriptionId);
    }

    /** Releases an object and, first, its children, whoever refers to them. Unknown ids are fine. */
    public void release(String objectId) {
        MediaObject object = objects.get(objectId);
        if (object == null || object == manager) {
            return;
        }
        childrenOf(object).forEach(child -> release(child.id()));
        if (objects.remove(objectId, object)) {
            object.silence();
            object.close();
            manager.destroyed(object);
        }
    }

    public Description describe(String sessionId, String objectId) {
        MediaObject object = find(sessionId, objectId);
        return new Description(object.type(), "kurento." + object.type(), object.hierarchy());
    }

    public record Description(String type, String qualifiedType, List<String> hierarchy) {}

    /** A session is over: releases what nobody else refers to. */
    public void forget(String sessionId) {
        manager.forget(sessionId);
        List<MediaObject> unreferenced = new ArrayList<>();
        for (MediaObject object : objects.values()) {
            if (object != manager && object.forget(sessionId)) {
                unreferenced.add(object);
            }
        }
        unreferenced.stream().filter(Endpoint.class::isInstance).forEach(endpoint -> release(endpoint.id()));
        unreferenced.stream()
                .filter(object ->
                        object instanceof Pipeline && childrenOf(object).isEmpty())
                .forEach(pipeline -> release(pipeline.id()));
    }

    List<String> pipelineIds() {
        return objects.values().stream()
                .filter(Pipeline.class::isInstance)
                .map(MediaObject::id)
                .toList();
    }

    /** The object, referred to by the session from now on. */
    private MediaObject find(String sessionId, String objectId) {
        MediaObject object = objects.get(objectId);
        if (object == null) {
            throw notFound(objectId);
        }
        object.referTo(sessionId);
        return object;
    }

    /** The endpoint another one wants to be connected with. */
    Endpoint endpointOf(Pipeline pipeline, String objectId) {
        MediaObject object = objects.get(objectId);
        if (object == null) {
            throw notFound(objectId);
        }
        if (object instanceof Endpoint endpoint && endpoint.pipeline() == pipeline) {
            return endpoint;
        }
        throw new KurentoException(
                KurentoError.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
                "'" + objectId + "' is not a WebRtcEndpoint of the same pipeline");
    }

    private List<MediaObject> childrenOf(MediaObject parent) {
        return objects.values().stream()
                .filter(object -> object.parent().filter(parent::equals).isPresent())
                .toList();
    }

    private static KurentoException notFound(String objectId) {
        return new KurentoException(KurentoError.MEDIA_OBJECT_NOT_FOUND, "Object '" + objectId + "' not found");
    }
}
