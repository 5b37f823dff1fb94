package dev.parley.core.assignment;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.ConsoleConfig;
import dev.parley.core.station.PyramidConfig;
import dev.parley.core.station.StationShifts;
import dev.parley.core.turn.PersonsNote;
import dev.parley.core.turn.TurnLedger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is proposed to people at consoles, in PostgreSQL. */
@ApplicationScoped
class ProposalRows {
    private static final String FOLLOW = """
            INSERT INTO console_step (assignment_id, station_id, accept_ms, approved_at, approved_by)
            SELECT :id, :station, :accept, f.approved_at, f.approved_by
            FROM (SELECT 1) one LEFT JOIN console_step f ON f.assignment_id = :first""";

    private static final String HOMELESS = """
            SELECT a.id, a.fence FROM assignment a JOIN station s ON s.id = a.station_id JOIN turn t ON t.id = a.turn_id
            WHERE a.state = 'PROPOSED'
                AND (s.connection <> 'ONLINE' OR s.admission <> 'OPEN' OR s.stop_id IS NOT NULL
                    OR NOT EXISTS (SELECT FROM station_shift x WHERE x.station_id = s.id AND x.ended_at IS NULL)
                    OR coalesce(s.policy_rule, CASE WHEN s.kind = 'SIMULATOR' THEN 'ANY' ELSE cast(:real AS text) END) = 'APPROVED'
                        AND NOT EXISTS (SELECT FROM station_policy y WHERE y.station_id = s.id
                            AND y.policy_digest = t.policy_digest))
            LIMIT 500""";

    private final Transactions transactions;
    private final AssignmentLedger ledger;
    private final TurnLedger turns;
    private final StationShifts shifts;
    private final ConsoleConfig config;
    private final PyramidConfig pyramid;

    @Inject
    ProposalRows(
            Transactions transactions,
            AssignmentLedger ledger,
            TurnLedger turns,
            StationShifts shifts,
            ConsoleConfig config,
            PyramidConfig pyramid) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.turns = turns;
        this.shifts = shifts;
        this.config = config;
        this.pyramid = pyramid;
    }

    /** A proposal whose station cannot start it any more. */
    record Homeless(EpisodeId id, Fence fence) {}

    /** Proposes the second of a pair in the slot of the first. Who read the first has read both: they ask for the same. */
    Uni<Void> follow(Mutiny.Session session, AssignmentEntity first, TurnId next, Duration acceptWithin, Instant now) {
        StationId station = new StationId(first.stationId);
        return ledger.open(
                        session,
                        AssignmentState.PROPOSED,
                        next,
                        station,
                        first.slot,
                        now,
                        now.plus(config.answerWithin()))
                .chain(row -> session.createNativeQuery(FOLLOW)
                        .setParameter("id", row.id)
                        .setParameter("station", row.stationId)
                        .setParameter("accept", acceptWithin.toMillis())
                        .setParameter("first", first.id)
                        .executeUpdate())
                .chain(() -> turns.note(session, next, Optional.of(PersonsNote.STARTS)))
                .replaceWithVoid();
    }

    /** Ends shifts that were too long, and says which proposals are to go back in line. */
    Uni<List<Homeless>> sweep() {
        return transactions
                .read(shifts::overlong)
                .chain(stations -> Multi.createFrom()
                        .iterable(stations)
                        .onItem()
                        .transformToUniAndConcatenate(station -> transactions.write(
                                session -> shifts.end(session, station, "the longest that a shift may be")))
                        .collect()
                        .asList())
                .chain(() -> transactions.read(session -> session.createNativeQuery(HOMELESS, Object[].class)
                        .setParameter("real", pyramid.realStations().name())
                        .getResultList()
                        .map(rows -> rows.stream()
                                .map(row -> new Homeless(
                                        new EpisodeId((UUID) row[0]), new Fence(((Number) row[1]).longValue())))
                                .toList())));
    }
}
