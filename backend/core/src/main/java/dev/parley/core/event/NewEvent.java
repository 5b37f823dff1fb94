package dev.parley.core.event;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.UUID;

/**
 * A fact that is about to be recorded; see {@link DomainEvent}.
 *
 * @param version of the aggregate after the change
 * @param payload ids and codes only
 */
public record NewEvent(DomainEvent.Aggregate aggregate, UUID id, long version, String kind, Map<String, ?> payload) {
    public NewEvent {
        requireNonNull(aggregate, "aggregate is null");
        requireNonNull(id, "id is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(payload, "payload is null");
    }
}
