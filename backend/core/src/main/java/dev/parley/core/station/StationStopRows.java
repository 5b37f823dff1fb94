package dev.parley.core.station;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The stop latch of stations, and what is kept of each stop. */
@ApplicationScoped
class StationStopRows {
    private static final String LATCHED = """
            INSERT INTO station_stop (station_id, stop_id, by_whom, reason) VALUES (:station, :stop, :by, :reason)
            ON CONFLICT (station_id, stop_id) DO NOTHING""";

    private static final String CLEARED = """
            UPDATE station_stop SET cleared_at = clock_timestamp(), cleared_by = :by, cleared_reason = :reason
            WHERE station_id = :station AND stop_id = :stop""";

    private static final String MEASURED = """
            UPDATE station_stop SET received_us = coalesce(received_us, cast(cast(:received AS text) AS bigint)),
                still_us = coalesce(still_us, cast(cast(:still AS text) AS bigint))
            WHERE station_id = :station AND stop_id = :stop""";

    private final Transactions transactions;
    private final StationLedger ledger;
    private final Audit audit;

    @Inject
    StationStopRows(Transactions transactions, StationLedger ledger, Audit audit) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.audit = audit;
    }

    Uni<StationEntity> latch(Mutiny.Session session, StationId id, String stopId, Actor by, String reason) {
        String why = cut(reason);
        return ledger.lock(session, id).call(row -> {
            if (row.stopId != null) {
                // The first stop holds; a second one finds the station stopped, which is what was wanted.
                return Uni.createFrom().voidItem();
            }
            return ledger.audited(session, id, "clear " + stopId).chain(cleared -> {
                if (cleared) {
                    // Whoever sent it records it, and may come after it was cleared.
                    return Uni.createFrom().voidItem();
                }
                return latched(session, row, stopId, by, why);
            });
        });
    }

    private Uni<Void> latched(Mutiny.Session session, StationEntity row, String stopId, Actor by, String why) {
        StationId id = new StationId(row.id);
        row.stopId = stopId;
        row.stopNote = why;
        return session.createNativeQuery(LATCHED)
                .setParameter("station", row.id)
                .setParameter("stop", stopId)
                .setParameter("by", by.name())
                .setParameter("reason", why)
                .executeUpdate()
                .chain(() -> ledger.audit(session, id, "stop " + stopId, by.name(), why))
                .chain(() -> audit.record(session, by, deed(row, "station.stopped", stopId, why)))
                .chain(() -> ledger.changed(session, row, "stopped", Map.of("stop", stopId)));
    }

    Uni<StationEntity> clear(Mutiny.Session session, StationId id, String stopId, Actor by, String reason) {
        String why = cut(reason);
        return ledger.lock(session, id).call(row -> {
            if (!stopId.equals(row.stopId)) {
                throw new ParleyException(
                        ErrorCode.STATE_CONFLICT,
                        "Stop %s does not hold at station %s; %s."
                                .formatted(
                                        stopId, id, row.stopId == null ? "none does" : "stop " + row.stopId + " does"));
            }
            row.stopId = null;
            row.stopNote = null;
            return session.createNativeQuery(CLEARED)
                    .setParameter("station", id.value())
                    .setParameter("stop", stopId)
                    .setParameter("by", by.name())
                    .setParameter("reason", why)
                    .executeUpdate()
                    .chain(() -> ledger.audit(session, id, "clear " + stopId, by.name(), why))
                    .chain(() -> audit.record(session, by, deed(row, "station.stop-cleared", stopId, why)))
                    .chain(() -> ledger.changed(session, row, "stop-cleared", Map.of("stop", stopId)));
        });
    }

    Uni<Boolean> measured(StationId id, String stopId, Optional<Duration> received, Optional<Duration> still) {
        return transactions.write(session -> session.createNativeQuery(MEASURED)
                .setParameter("station", id.value())
                .setParameter("stop", stopId)
                .setParameter("received", received.map(StationStopRows::micros).orElse(null))
                .setParameter("still", still.map(StationStopRows::micros).orElse(null))
                .executeUpdate()
                .map(changed -> changed > 0));
    }

    /** Neither a stop nor its clearing is refused for its words. */
    private static String cut(String reason) {
        return reason.length() <= Deed.LONGEST_REASON ? reason : reason.substring(0, Deed.LONGEST_REASON - 1) + "…";
    }

    private static Deed deed(StationEntity row, String action, String stopId, String why) {
        return StationDeeds.of(row, action, why, Map.of("stop", stopId));
    }

    private static String micros(Duration time) {
        return Long.toString(Math.max(0, time.toNanos() / 1000));
    }
}
