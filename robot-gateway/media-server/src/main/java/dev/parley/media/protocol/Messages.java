package dev.parley.media.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The three messages a media server sends: a result, an error, an event. Shapes as seen from Kurento 7.3.0. */
public final class Messages {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Messages() {}

    public static ObjectNode result(JsonNode id, JsonNode result) {
        ObjectNode message = JSON.objectNode();
        message.set("id", id);
        message.put("jsonrpc", "2.0");
        message.set("result", result);
        return message;
    }

    public static ObjectNode error(JsonNode id, KurentoError error, String text) {
        ObjectNode message = JSON.objectNode();
        message.set("id", id);
        message.put("jsonrpc", "2.0");
        ObjectNode body = message.putObject("error");
        body.put("code", error.code());
        body.put("message", text);
        body.putObject("data").put("type", error.name());
        return message;
    }

    /**
     * @param objectId the object that raises the event
     * @param details what the event type adds to the common fields
     */
    public static ObjectNode event(String objectId, String type, ObjectNode details, Instant at) {
        ObjectNode data = JSON.objectNode();
        data.put("source", objectId);
        data.putArray("tags");
        data.put("timestamp", String.valueOf(at.getEpochSecond()));
        data.put("timestampMillis", String.valueOf(at.toEpochMilli()));
        data.put("type", type);
        data.setAll(details);
        ObjectNode message = JSON.objectNode();
        message.put("jsonrpc", "2.0");
        message.put("method", "onEvent");
        ObjectNode value = message.putObject("params").putObject("value");
        value.set("data", data);
        value.put("object", objectId);
        value.put("type", type);
        return message;
    }
}
