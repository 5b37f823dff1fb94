package dev.parley.core.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes events into the outbox, in the transaction of the change that they tell. */
@ApplicationScoped
public class EventRecorder {
    private final ObjectMapper json;

    @Inject
    public EventRecorder(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param version of the aggregate after the change
     * @param payload ids and codes only
     */
    public Uni<Void> record(
            Mutiny.Session session,
            DomainEvent.Aggregate aggregate,
            UUID id,
            long version,
            String kind,
            Map<String, ?> payload) {
        return session.createNativeQuery("INSERT INTO event_outbox (aggregate, aggregate_id, version, kind, payload)"
                        + " VALUES (:aggregate, :id, :version, :kind, :payload)")
                .setParameter("aggregate", aggregate.name())
                .setParameter("id", id)
                .setParameter("version", version)
                .setParameter("kind", kind)
                .setParameter("payload", written(payload))
                .executeUpdate()
                .replaceWithVoid();
    }

    private String written(Map<String, ?> payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event's payload is not JSON", e);
        }
    }
}
