package dev.parley.core.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A fact that was recorded. Consumers treat it as a hint to look: PostgreSQL owns the truth.
 *
 * @param sequence grows over all events, with gaps; not an order of commits
 * @param aggregate what changed
 * @param id which one
 * @param version grows by one per change of this aggregate; a consumer drops a version that it has passed
 * @param kind what happened, for example {@code "turn.waiting"} or {@code "episode.running"}
 * @param payload small JSON object with ids and codes; never text of prompts, addresses or tokens
 */
public record DomainEvent(
        long sequence, Aggregate aggregate, UUID id, long version, String kind, String payload, Instant at) {
    public DomainEvent {
        requireNonNull(aggregate, "aggregate is null");
        requireNonNull(id, "id is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(payload, "payload is null");
        requireNonNull(at, "at is null");
    }

    /** What an event is about. */
    public enum Aggregate {
        PROMPT,
        TURN,
        ASSIGNMENT,
        EPISODE,
        STATION,
        VOTE
    }
}
