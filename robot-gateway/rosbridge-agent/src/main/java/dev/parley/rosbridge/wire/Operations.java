package dev.parley.rosbridge.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What this side says to rosbridge, protocol 2.0. */
final class Operations {
    private Operations() {}

    static ObjectNode subscribe(RosTopic topic) {
        ObjectNode operation = operation("subscribe")
                .put("id", "subscribe:" + topic.name())
                .put("topic", topic.name())
                .put("type", topic.type())
                .put("throttle_rate", topic.atMostEvery().toMillis())
                // Only the newest: an old joint state or picture is worse than none.
                .put("queue_length", 1);
        return topic.encoding() == RosTopic.Encoding.CBOR ? operation.put("compression", "cbor") : operation;
    }

    static ObjectNode advertise(RosTopic topic) {
        return operation("advertise")
                .put("id", "advertise:" + topic.name())
                .put("topic", topic.name())
                .put("type", topic.type());
    }

    static ObjectNode publish(RosTopic topic, ObjectNode message) {
        ObjectNode operation = operation("publish").put("topic", topic.name());
        operation.set("msg", message);
        return operation;
    }

    static ObjectNode call(String id, String service, ObjectNode arguments) {
        ObjectNode operation = operation("call_service").put("id", id).put("service", service);
        operation.set("args", arguments);
        return operation;
    }

    private static ObjectNode operation(String name) {
        return JsonNodeFactory.instance.objectNode().put("op", name);
    }
}
