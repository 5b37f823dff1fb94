package dev.parley.media.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.media.protocol.Params;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one object that is always there: what the server is and which pipelines it holds. */
final class ServerManager extends MediaObject {

    static final String ID = "manager_ServerManager";

    private final MediaObjects objects;

    ServerManager(Environment environment, MediaObjects objects) {
        super(ID, environment);
        this.objects = objects;
    }

    @Override
    String type() {
        return "ServerManager";
    }

    @Override
    List<String> hierarchy() {
        return List.of("kurento.MediaObject");
    }

    @Override
    Set<String> eventTypes() {
        return Set.of("ObjectCreated", "ObjectDestroyed");
    }

    @Override
    Optional<MediaObject> parent() {
        return Optional.empty();
    }

    @Override
    void close() {
        throw new IllegalStateException("the server manager lives as long as the server");
    }

    @Override
    JsonNode invoke(String operation, Params params) {
        return switch (operation) {
            case "getInfo" -> info();
            case "getPipelines" -> {
                ArrayNode ids = JSON.arrayNode();
                objects.pipelineIds().forEach(ids::add);
                yield ids;
            }
            default -> super.invoke(operation, params);
        };
    }

    void created(MediaObject object) {
        emit("ObjectCreated", JSON.objectNode().put("object", object.id()));
    }

    void destroyed(MediaObject object) {
        emit("ObjectDestroyed", JSON.objectNode().put("objectId", object.id()));
    }

    private static ObjectNode info() {
        ObjectNode info = JSON.objectNode();
        info.put("version", "7.3.0-parley");
        info.put("type", "KMS");
        info.putArray("capabilities");
        info.putArray("modules");
        info.put("__module__", "kurento");
        info.put("__type__", "ServerInfo");
        return info;
    }
}
