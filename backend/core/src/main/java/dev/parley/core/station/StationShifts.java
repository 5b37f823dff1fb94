package dev.parley.core.station;

import dev.parley.contracts.PersonId;
import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who stands by at a station, inside a caller's transaction; each change has its event, so that whoever waits is looked at anew. */
@ApplicationScoped
public class StationShifts {
    /** What somebody let start there and what has not ended. */
    private static final String UNDER_WAY = "SELECT FROM assignment a JOIN console_step c ON c.assignment_id = a.id"
            + " WHERE a.station_id = :station AND a.state IN ('OFFERED', 'LEASED')";

    private final StationLedger ledger;

    @Inject
    StationShifts(StationLedger ledger) {
        this.ledger = ledger;
    }

    /** From now on this person stands by, in the place of whoever did. */
    public Uni<Void> begin(Mutiny.Session session, StationId id, PersonId person, String name, Duration atMost) {
        return ledger.lock(session, id)
                .call(() -> close(session, id, name + " signed on in their place"))
                .call(() -> session.createNativeQuery("INSERT INTO station_shift (station_id, person_id, name, until)"
                                + " VALUES (:station, :person, :name,"
                                + " clock_timestamp() + :ms * interval '1 millisecond')")
                        .setParameter("station", id.value())
                        .setParameter("person", person.value())
                        .setParameter("name", name)
                        .setParameter("ms", (double) atMost.toMillis())
                        .executeUpdate())
                .chain(row -> ledger.changed(session, row, "shift", Map.of("began", true)));
    }

    /**
     * Nobody stands by from now on.
     *
     * @return whether somebody did
     */
    public Uni<Boolean> end(Mutiny.Session session, StationId id, String why) {
        return ledger.lock(session, id)
                .chain(row -> close(session, id, why)
                        .chain(ended -> ended == 0
                                ? Uni.createFrom().item(false)
                                : ledger.changed(session, row, "shift", Map.of("began", false))
                                        .replaceWith(true)));
    }

    /**
     * This person stands by no more. While an episode is under way somebody has to: then they stay, or somebody takes their place.
     *
     * @throws ParleyException STATE_CONFLICT in the Uni unless they stand by, and while an episode is under way
     */
    public Uni<Void> leave(Mutiny.Session session, StationId id, PersonId person) {
        return ledger.lock(session, id)
                .chain(row -> session.createNativeQuery("UPDATE station_shift SET ended_at = clock_timestamp(),"
                                + " ended_why = 'signed off'"
                                + " WHERE station_id = :station AND person_id = :person AND ended_at IS NULL")
                        .setParameter("station", id.value())
                        .setParameter("person", person.value())
                        .executeUpdate()
                        .invoke(ended -> {
                            if (ended == 0) {
                                throw new ParleyException(
                                        ErrorCode.STATE_CONFLICT, "You are not signed on at this console any more.");
                            }
                        })
                        // Only now: a start that was confirmed at the same time holds the shift until it is on record.
                        .chain(() -> session.createNativeQuery("SELECT EXISTS (" + UNDER_WAY + ")", Boolean.class)
                                .setParameter("station", id.value())
                                .getSingleResult())
                        .invoke(underWay -> {
                            if (underWay) {
                                throw new ParleyException(
                                        ErrorCode.STATE_CONFLICT,
                                        "An episode is under way. Stay until it has ended, take over, or let somebody"
                                                + " sign on in your place.");
                            }
                        })
                        .chain(() -> ledger.changed(session, row, "shift", Map.of("began", false))));
    }

    /** Something else about its console changed: it may take work now, or may not any more. */
    public Uni<Void> consoleChanged(Mutiny.Session session, StationId id) {
        return ledger.lock(session, id).chain(row -> ledger.changed(session, row, "console", Map.of()));
    }

    /** The rule of its console; empty: what holds for its kind. */
    public Uni<Void> rule(Mutiny.Session session, StationId id, Optional<ConsoleRule> rule) {
        return ledger.lock(session, id)
                .call(() -> session.createNativeQuery(
                                "UPDATE station SET console_rule = cast(cast(:rule AS text) AS text) WHERE id = :id")
                        .setParameter("rule", rule.map(Enum::name).orElse(null))
                        .setParameter("id", id.value())
                        .executeUpdate())
                .chain(row -> ledger.changed(session, row, "console", Map.of()));
    }

    /** Stations whose shift is longer than a shift may be; not those where an episode is under way, which wait for its end. */
    public Uni<List<StationId>> overlong(Mutiny.Session session) {
        return session.createNativeQuery(
                        "SELECT x.station_id FROM station_shift x WHERE x.ended_at IS NULL AND x.until <= clock_timestamp()"
                                + " AND NOT EXISTS (" + UNDER_WAY.replace(":station", "x.station_id") + ")",
                        UUID.class)
                .getResultList()
                .map(ids -> ids.stream().map(StationId::new).toList());
    }

    private static Uni<Integer> close(Mutiny.Session session, StationId id, String why) {
        return session.createNativeQuery("UPDATE station_shift SET ended_at = clock_timestamp(), ended_why = :why"
                        + " WHERE station_id = :station AND ended_at IS NULL")
                .setParameter("why", why)
                .setParameter("station", id.value())
                .executeUpdate();
    }
}
