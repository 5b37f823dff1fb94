package dev.parley.core.station;

import dev.parley.contracts.StationId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Locks and changes station rows, each change with its event. */
@ApplicationScoped
class StationLedger {
    private final EventRecorder events;

    @Inject
    StationLedger(EventRecorder events) {
        this.events = events;
    }

    Uni<StationEntity> lock(Mutiny.Session session, StationId id) {
        return session.find(StationEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE)
                .invoke(row -> {
                    if (row == null) {
                        throw new ParleyException(ErrorCode.STATION_UNKNOWN, "There is no station %s.".formatted(id));
                    }
                });
    }

    Uni<Void> changed(Mutiny.Session session, StationEntity row, String kind, Map<String, ?> payload) {
        row.version++;
        return session.flush()
                .chain(() -> events.record(
                        session, DomainEvent.Aggregate.STATION, row.id, row.version, "station." + kind, payload));
    }

    /** By whom it takes work or does not, since now. */
    Uni<Void> admission(Mutiny.Session session, StationId id, String by, Optional<Instant> until) {
        return session.createNativeQuery("UPDATE station SET admission_by = :by, admission_at = clock_timestamp(),"
                        + " admission_until = cast(cast(:until AS text) AS timestamptz) WHERE id = :id")
                .setParameter("by", by)
                .setParameter("until", until.map(Instant::toString).orElse(null))
                .setParameter("id", id.value())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** It came or went; what is old is forgotten on the way. */
    Uni<Void> contact(Mutiny.Session session, StationId id, boolean online, String cause) {
        return session.createNativeQuery("DELETE FROM station_contact WHERE station_id = :id"
                        + " AND at < clock_timestamp() - interval '60 days'")
                .setParameter("id", id.value())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(
                                "INSERT INTO station_contact (station_id, online, cause) VALUES (:id, :online, :cause)")
                        .setParameter("id", id.value())
                        .setParameter("online", online)
                        .setParameter("cause", cause)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Who did what and why, for ever. */
    Uni<Void> audit(Mutiny.Session session, StationId id, String action, String by, String reason) {
        return session.createNativeQuery("INSERT INTO station_audit (station_id, action, by_whom, reason)"
                        + " VALUES (:station, :action, :by, :reason)")
                .setParameter("station", id.value())
                .setParameter("action", action)
                .setParameter("by", by)
                .setParameter("reason", reason)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whether that was done to this station before. */
    Uni<Boolean> audited(Mutiny.Session session, StationId id, String action) {
        return session.createNativeQuery(
                        "SELECT EXISTS (SELECT FROM station_audit WHERE station_id = :station AND action = :action)",
                        Boolean.class)
                .setParameter("station", id.value())
                .setParameter("action", action)
                .getSingleResult();
    }
}
