package dev.parley.core.console;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PersonId;
import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people mark beside assignments, inside a caller's transaction. */
@ApplicationScoped
class ConsoleMarks {
    /** Who stands by. */
    Uni<Optional<PersonId>> operator(Mutiny.Session session, StationId station) {
        return operator(session, station, "");
    }

    /**
     * The same, and their shift is kept from ending until the transaction does. To be asked last: shifts are locked after turns,
     * assignments and stations, by everybody, so that no two transactions wait for each other.
     */
    Uni<Optional<PersonId>> operatorStill(Mutiny.Session session, StationId station) {
        return operator(session, station, " FOR SHARE");
    }

    private static Uni<Optional<PersonId>> operator(Mutiny.Session session, StationId station, String lock) {
        return session.createNativeQuery(
                        "SELECT person_id FROM station_shift WHERE station_id = :station AND ended_at IS NULL" + lock,
                        UUID.class)
                .setParameter("station", station.value())
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(PersonId::new));
    }

    Uni<Optional<UUID>> lab(Mutiny.Session session, StationId station) {
        return session.createNativeQuery(
                        "SELECT lab_id FROM station WHERE id = :station AND lab_id IS NOT NULL", UUID.class)
                .setParameter("station", station.value())
                .getResultList()
                .map(rows -> rows.stream().findFirst());
    }

    /**
     * The episode of what this console calls so.
     *
     * @throws ParleyException EPISODE_UNKNOWN, or STATE_CONFLICT before it began, in the Uni
     */
    Uni<EpisodeId> episode(Mutiny.Session session, StationId station, UUID ask) {
        return session.createNativeQuery(
                        "SELECT c.assignment_id, e.id FROM console_step c LEFT JOIN episode e ON e.id = c.assignment_id"
                                + " WHERE c.ask_id = :ask AND c.station_id = :station",
                        Object[].class)
                .setParameter("ask", ask)
                .setParameter("station", station.value())
                .getResultList()
                .map(rows -> {
                    if (rows.isEmpty()) {
                        throw unknown(ask);
                    }
                    if (rows.getFirst()[1] == null) {
                        throw new ParleyException(ErrorCode.STATE_CONFLICT, "It has not begun.");
                    }
                    return new EpisodeId((UUID) rows.getFirst()[1]);
                });
    }

    Uni<Void> takenOver(Mutiny.Session session, EpisodeId episode, String by, String reason) {
        return session.createNativeQuery(
                        "UPDATE console_step SET taken_over_at = clock_timestamp(), taken_over_by = :by,"
                                + " taken_over_reason = :reason WHERE assignment_id = :id AND taken_over_at IS NULL")
                .setParameter("by", by)
                .setParameter("reason", reason)
                .setParameter("id", episode.value())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** @throws ParleyException EPISODE_UNKNOWN, or STATE_CONFLICT unless it has ended and was not reset, in the Uni */
    Uni<Void> reset(Mutiny.Session session, StationId station, UUID ask, String by) {
        return session.createNativeQuery("UPDATE console_step c SET reset_at = clock_timestamp(), reset_by = :by"
                        + " FROM assignment a WHERE a.id = c.assignment_id AND c.ask_id = :ask"
                        + " AND c.station_id = :station AND c.started_at IS NOT NULL AND c.reset_at IS NULL"
                        + " AND a.lease_until IS NOT NULL AND a.state IN ('RELEASED', 'REVOKED')")
                .setParameter("by", by)
                .setParameter("ask", ask)
                .setParameter("station", station.value())
                .executeUpdate()
                .chain(marked -> marked > 0
                        ? Uni.createFrom().voidItem()
                        : episode(session, station, ask).map(found -> {
                            throw new ParleyException(
                                    ErrorCode.STATE_CONFLICT,
                                    "A reset is marked once, after the episode has ended: it runs still, or it is marked.");
                        }));
    }

    private static ParleyException unknown(UUID ask) {
        return new ParleyException(
                ErrorCode.EPISODE_UNKNOWN, "The console of this station knows no ask %s.".formatted(ask));
    }
}
