package dev.parley.core.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes events into the outbox, in the transaction of the change that they tell. */
@ApplicationScoped
public class EventRecorder {
    private static final String INSERT_ALL = """
            INSERT INTO event_outbox (aggregate, aggregate_id, version, kind, payload)
            SELECT e.aggregate, e.id, e.version, e.kind, e.payload
            FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::text[])
                WITH ORDINALITY AS e (aggregate, id, version, kind, payload, number)
            ORDER BY e.number
            RETURNING sequence, at""";

    private final ObjectMapper json;
    private final LocalEvents local;

    @Inject
    EventRecorder(ObjectMapper json, LocalEvents local) {
        this.json = json;
        this.local = local;
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

    /**
     * Writes many in one statement, numbered in the order given.
     *
     * @return as they were recorded: give them to {@link #committed} after the commit
     */
    public Uni<List<DomainEvent>> record(SqlConnection transaction, List<NewEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> payloads =
                events.stream().map(event -> written(event.payload())).toList();
        Tuple values = Tuple.tuple()
                .addArrayOfString(
                        events.stream().map(event -> event.aggregate().name()).toArray(String[]::new))
                .addArrayOfUUID(events.stream().map(NewEvent::id).toArray(UUID[]::new))
                .addArrayOfLong(events.stream().map(NewEvent::version).toArray(Long[]::new))
                .addArrayOfString(events.stream().map(NewEvent::kind).toArray(String[]::new))
                .addArrayOfString(payloads.toArray(String[]::new));
        return transaction
                .preparedQuery(INSERT_ALL)
                .execute(values)
                .map(numbered -> recorded(events, payloads, numbered));
    }

    /**
     * Tells this replica's subscribers at once what was just committed here; the other replicas hear it through the
     * relay, whose copy is dropped here. A caller that dies before this loses nothing but the time.
     */
    public void committed(List<DomainEvent> events) {
        events.forEach(local::dispatch);
    }

    private static List<DomainEvent> recorded(List<NewEvent> events, List<String> payloads, RowSet<Row> numbered) {
        List<DomainEvent> recorded = new ArrayList<>(events.size());
        for (Row row : numbered) {
            NewEvent event = events.get(recorded.size());
            recorded.add(new DomainEvent(
                    row.getLong(0),
                    event.aggregate(),
                    event.id(),
                    event.version(),
                    event.kind(),
                    payloads.get(recorded.size()),
                    row.getOffsetDateTime(1).toInstant()));
        }
        return List.copyOf(recorded);
    }

    private String written(Map<String, ?> payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event's payload is not JSON", e);
        }
    }
}
