package dev.parley.core.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/** Events as they travel through Redis: one JSON object each. */
@ApplicationScoped
class EventWire {
    private final ObjectMapper json;

    @Inject
    EventWire(ObjectMapper json) {
        this.json = json;
    }

    String write(DomainEvent event) {
        return json.createObjectNode()
                .put("sequence", event.sequence())
                .put("aggregate", event.aggregate().name())
                .put("id", event.id().toString())
                .put("version", event.version())
                .put("kind", event.kind())
                .put("payload", event.payload())
                .put("at", event.at().toString())
                .toString();
    }

    /** @throws IllegalArgumentException if it is not an event of this version */
    DomainEvent read(String message) {
        try {
            JsonNode node = json.readTree(message);
            return new DomainEvent(
                    node.required("sequence").asLong(),
                    DomainEvent.Aggregate.valueOf(node.required("aggregate").asText()),
                    UUID.fromString(node.required("id").asText()),
                    node.required("version").asLong(),
                    node.required("kind").asText(),
                    node.required("payload").asText(),
                    Instant.parse(node.required("at").asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an event", e);
        }
    }
}
