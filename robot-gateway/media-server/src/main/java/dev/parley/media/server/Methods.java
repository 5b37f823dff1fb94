package dev.parley.media.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.media.object.MediaObjects;
import dev.parley.media.protocol.KurentoError;
import dev.parley.media.protocol.KurentoException;
import dev.parley.media.protocol.Params;

/** The JSON-RPC methods of the Kurento protocol, each turned into a call on the media objects. */
final class Methods {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final MediaObjects objects;
    private final Sessions sessions;
    private final String serverId;

    Methods(MediaObjects objects, Sessions sessions, String serverId) {
        this.objects = objects;
        this.sessions = sessions;
        this.serverId = serverId;
    }

    /**
     * Carries out a request.
     *
     * @param session whose request it is
     * @return the result, without the session's id
     * @throws KurentoException as the protocol answers it
     */
    JsonNode call(Session session, String method, Params params) {
        return switch (method) {
            case "connect" -> JSON.objectNode().put("serverId", serverId);
            case "create" ->
                value(JSON.textNode(
                        objects.create(session.id(), params.text("type"), params.inside("constructorParams"))));
            case "invoke" ->
                value(objects.invoke(
                        session.id(),
                        params.text("object"),
                        params.text("operation"),
                        params.inside("operationParams")));
            case "subscribe" ->
                value(JSON.textNode(objects.subscribe(session.id(), params.text("object"), params.text("type"))));
            case "unsubscribe" -> {
                objects.unsubscribe(session.id(), params.text("object"), params.text("subscription"));
                yield JSON.objectNode();
            }
            case "release" -> {
                objects.release(params.text("object"));
                yield JSON.objectNode();
            }
            case "describe" -> description(objects.describe(session.id(), params.text("object")));
            case "closeSession" -> {
                sessions.close(session.id());
                objects.forget(session.id());
                yield JSON.nullNode();
            }
            default -> throw new KurentoException(KurentoError.METHOD_NOT_FOUND, "Method '" + method + "' not found");
        };
    }

    private static ObjectNode value(JsonNode value) {
        ObjectNode result = JSON.objectNode();
        result.set("value", value);
        return result;
    }

    private static ObjectNode description(MediaObjects.Description description) {
        ObjectNode result = JSON.objectNode();
        result.put("type", description.type());
        result.put("qualifiedType", description.qualifiedType());
        description.hierarchy().forEach(result.putArray("hierarchy")::add);
        return result;
    }
}
