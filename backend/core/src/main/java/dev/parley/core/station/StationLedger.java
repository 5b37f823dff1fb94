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
import java.util.Map;
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
