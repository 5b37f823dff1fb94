package dev.parley.core.assignment;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.event.NewEvent;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Changes assignment rows inside a caller's transaction, under the row's lock. */
@ApplicationScoped
public class AssignmentLedger {
    private final EventRecorder events;

    @Inject
    AssignmentLedger(EventRecorder events) {
        this.events = events;
    }

    /** Revokes what is only proposed or offered for this turn, so that a withdrawn prompt does not start after all. */
    public Uni<Boolean> revokeOffer(Mutiny.Session session, TurnId turn, String note) {
        return session.createQuery(
                        "FROM AssignmentEntity WHERE turnId = :turn AND state IN (PROPOSED, OFFERED)",
                        AssignmentEntity.class)
                .setParameter("turn", turn.value())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .chain(row -> row == null
                        ? Uni.createFrom().item(false)
                        : change(session, row, AssignmentState.REVOKED, note).replaceWith(true));
    }

    /** A new OFFERED row with the next fence, in a slot that this transaction has freed. */
    Uni<Void> offer(Mutiny.Session session, TurnId turn, StationId station, int slot, Instant now, Instant acceptBy) {
        return open(session, AssignmentState.OFFERED, turn, station, slot, now, acceptBy)
                .replaceWithVoid();
    }

    /** A new PROPOSED or OFFERED row with the next fence. */
    Uni<AssignmentEntity> open(
            Mutiny.Session session,
            AssignmentState state,
            TurnId turn,
            StationId station,
            int slot,
            Instant now,
            Instant acceptBy) {
        return session.createNativeQuery("SELECT nextval('fence')", Long.class)
                .getSingleResult()
                .chain(fence -> {
                    AssignmentEntity row = new AssignmentEntity();
                    row.id = EpisodeId.random().value();
                    row.turnId = turn.value();
                    row.stationId = station.value();
                    row.slot = slot;
                    row.fence = fence;
                    row.state = state;
                    row.offeredAt = now;
                    row.acceptBy = acceptBy;
                    row.version = 1;
                    return session.persist(row)
                            .chain(session::flush)
                            .chain(() -> tell(session, row, null))
                            .replaceWith(row);
                });
    }

    /** The turn of an assignment, which never changes: read before any lock, so that locks go in order. */
    Uni<TurnId> turnOf(Mutiny.Session session, EpisodeId id) {
        return session.createQuery("SELECT turnId FROM AssignmentEntity WHERE id = :id", UUID.class)
                .setParameter("id", id.value())
                .getSingleResultOrNull()
                .map(turn -> {
                    if (turn == null) {
                        throw unknown(id);
                    }
                    return new TurnId(turn);
                });
    }

    /** The row, locked, if it runs under this fence. */
    Uni<AssignmentEntity> lock(Mutiny.Session session, EpisodeId id, Fence fence) {
        return session.find(AssignmentEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE)
                .invoke(row -> {
                    if (row == null) {
                        throw unknown(id);
                    }
                    if (row.fence != fence.value()) {
                        throw new ParleyException(
                                ErrorCode.STALE_FENCE,
                                "Assignment %s runs under another fence than %s; only its own counts."
                                        .formatted(id, fence));
                    }
                });
    }

    Uni<Void> change(Mutiny.Session session, AssignmentEntity row, AssignmentState to, @Nullable String note) {
        AssignmentState from = row.state;
        AssignmentTransitions.TABLE.require(row.id, from, to);
        row.state = to;
        row.note = note;
        row.version++;
        return session.flush().chain(() -> tell(session, row, from));
    }

    private Uni<Void> tell(Mutiny.Session session, AssignmentEntity row, @Nullable AssignmentState from) {
        NewEvent event = event(
                row.id,
                row.version,
                payload(row.stationId, row.turnId, row.slot, row.fence, Optional.ofNullable(from), row.state),
                row.state);
        return events.record(session, event.aggregate(), event.id(), event.version(), event.kind(), event.payload());
    }

    /** What is told of an assignment that has just come to be as it is. */
    static NewEvent event(AssignmentData now, long version, Optional<AssignmentState> from) {
        return event(
                now.id().value(),
                version,
                payload(
                        now.station().value(),
                        now.turn().id().value(),
                        now.slot(),
                        now.fence().value(),
                        from,
                        now.state()),
                now.state());
    }

    private static NewEvent event(UUID id, long version, Map<String, Object> payload, AssignmentState to) {
        String kind = "assignment." + to.name().toLowerCase(Locale.ROOT);
        return new NewEvent(DomainEvent.Aggregate.ASSIGNMENT, id, version, kind, payload);
    }

    private static Map<String, Object> payload(
            UUID station, UUID turn, int slot, long fence, Optional<AssignmentState> from, AssignmentState to) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("station", station);
        payload.put("turn", turn);
        payload.put("slot", slot);
        payload.put("fence", fence);
        payload.put("from", from.map(Enum::name).orElse(""));
        payload.put("to", to.name());
        return payload;
    }

    private static ParleyException unknown(EpisodeId id) {
        return new ParleyException(ErrorCode.EPISODE_UNKNOWN, "There is no assignment %s.".formatted(id));
    }

    /** Rows that are open past their time, oldest first. */
    Uni<List<AssignmentEntity>> overdue(Mutiny.Session session, Instant now) {
        return session.createQuery(
                        "FROM AssignmentEntity WHERE (state IN (PROPOSED, OFFERED) AND acceptBy <= :now)"
                                + " OR (state = LEASED AND leaseUntil <= :now) ORDER BY offeredAt",
                        AssignmentEntity.class)
                .setParameter("now", now)
                .setMaxResults(500)
                .getResultList();
    }
}
