package dev.parley.core.assignment;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.ConsoleConfig;
import dev.parley.core.turn.PersonsNote;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnLedger;
import dev.parley.core.turn.TurnOrders;
import dev.parley.core.turn.TurnState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a person at a station's console does to an assignment that is PROPOSED, inside the caller's transaction. It does not ask who
 * may: the console does. Turn, its follower and the assignment are locked, in that order.
 */
@ApplicationScoped
public class Proposals {
    private final AssignmentLedger ledger;
    private final TurnLedger turns;
    private final TurnOrders orders;
    private final PairedTurns pairs;
    private final ConsoleConfig config;

    @Inject
    Proposals(AssignmentLedger ledger, TurnLedger turns, TurnOrders orders, PairedTurns pairs, ConsoleConfig config) {
        this.ledger = ledger;
        this.turns = turns;
        this.orders = orders;
        this.pairs = pairs;
        this.config = config;
    }

    /** One that is locked. */
    public static final class Proposal {
        private final AssignmentEntity row;
        private final TurnData turn;
        private final boolean approved;
        private final long acceptMs;

        private Proposal(AssignmentEntity row, TurnData turn, boolean approved, long acceptMs) {
            this.row = row;
            this.turn = turn;
            this.approved = approved;
            this.acceptMs = acceptMs;
        }

        public EpisodeId id() {
            return new EpisodeId(row.id);
        }

        public TurnData turn() {
            return turn;
        }

        public boolean approved() {
            return approved;
        }
    }

    /**
     * Locks what the console of this station calls so.
     *
     * @throws ParleyException EPISODE_UNKNOWN, or STATE_CONFLICT if it is not PROPOSED any more, in the Uni
     */
    public Uni<Proposal> lock(Mutiny.Session session, StationId station, UUID ask) {
        return session.createNativeQuery(
                        "SELECT a.id, a.turn_id, a.fence FROM console_step c JOIN assignment a ON a.id = c.assignment_id"
                                + " WHERE c.ask_id = :ask AND c.station_id = :station",
                        Object[].class)
                .setParameter("ask", ask)
                .setParameter("station", station.value())
                .getResultList()
                .chain(found -> {
                    if (found.isEmpty()) {
                        throw new ParleyException(
                                ErrorCode.EPISODE_UNKNOWN,
                                "The console of this station knows no ask %s.".formatted(ask));
                    }
                    Object[] seen = found.getFirst();
                    TurnId turn = new TurnId((UUID) seen[1]);
                    return turns.lockWithFollower(session, turn)
                            .chain(() -> turns.lock(session, turn))
                            .chain(locked -> ledger.lock(
                                            session,
                                            new EpisodeId((UUID) seen[0]),
                                            new Fence(((Number) seen[2]).longValue()))
                                    .chain(row -> proposal(session, row, locked.orElseThrow())));
                });
    }

    private static Uni<Proposal> proposal(Mutiny.Session session, AssignmentEntity row, TurnData turn) {
        if (row.state != AssignmentState.PROPOSED) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    switch (row.state) {
                        case OFFERED, LEASED -> "Its start was confirmed already; to end it, stop it.";
                        case RELEASED -> "It has ended already.";
                        case DECLINED -> "It was refused already.";
                        case EXPIRED -> "Nobody answered in time; it went back in line.";
                        case REVOKED -> "It was taken back, or the station takes no work any more.";
                        case PROPOSED -> throw new IllegalStateException("not reached");
                    });
        }
        return session.createNativeQuery(
                        "SELECT approved_at IS NOT NULL, accept_ms FROM console_step WHERE assignment_id = :id",
                        Object[].class)
                .setParameter("id", row.id)
                .getSingleResult()
                .map(step -> new Proposal(row, turn, (Boolean) step[0], ((Number) step[1]).longValue()));
    }

    /** It may be started, and there is as much time for that again; approving twice is approving once. */
    public Uni<Void> approve(Mutiny.Session session, Proposal proposal, String stationName, String by) {
        if (proposal.approved) {
            return Uni.createFrom().voidItem();
        }
        return Transactions.now(session)
                .invoke(now -> proposal.row.acceptBy = now.plus(config.answerWithin()))
                .chain(() -> session.createNativeQuery(
                                "UPDATE console_step SET approved_at = clock_timestamp(), approved_by = :by"
                                        + " WHERE assignment_id = :id AND approved_at IS NULL")
                        .setParameter("by", by)
                        .setParameter("id", proposal.row.id)
                        .executeUpdate())
                .chain(() -> turns.note(session, proposal.turn.id(), Optional.of(PersonsNote.approved(stationName))));
    }

    /** PROPOSED → OFFERED: from now on the station has its usual time to answer. */
    public Uni<Void> start(Mutiny.Session session, Proposal proposal, String by) {
        return Transactions.now(session)
                .invoke(now -> {
                    proposal.row.offeredAt = now;
                    proposal.row.acceptBy = now.plusMillis(proposal.acceptMs);
                })
                .chain(() -> session.createNativeQuery(
                                "UPDATE console_step SET started_at = clock_timestamp(), started_by = :by"
                                        + " WHERE assignment_id = :id")
                        .setParameter("by", by)
                        .setParameter("id", proposal.row.id)
                        .executeUpdate())
                .chain(() -> turns.note(session, proposal.turn.id(), Optional.empty()))
                .chain(() -> ledger.change(session, proposal.row, AssignmentState.OFFERED, null));
    }

    /**
     * PROPOSED → DECLINED; the turn goes to that other station alone, or leaves the line. Of a pair both do; a second one alone
     * leaves always, since a first has run here.
     *
     * @param elsewhere empty: it leaves the line
     * @return whether it still waits
     */
    public Uni<Boolean> refuse(
            Mutiny.Session session,
            Proposal proposal,
            String stationName,
            String by,
            String reason,
            Optional<StationId> elsewhere) {
        TurnId turn = proposal.turn.id();
        String note = PersonsNote.refused(stationName, reason);
        return session.createNativeQuery("UPDATE console_step SET refused_at = clock_timestamp(), refused_by = :by,"
                        + " refused_reason = :reason WHERE assignment_id = :id")
                .setParameter("by", by)
                .setParameter("reason", reason)
                .setParameter("id", proposal.row.id)
                .executeUpdate()
                .chain(() -> ledger.change(session, proposal.row, AssignmentState.DECLINED, note))
                .chain(() -> turns.returnToQueue(session, turn, note, false))
                .chain(back -> {
                    if (back.state() != TurnState.WAITING) {
                        return turns.note(session, turn, Optional.of(note)).replaceWith(false);
                    }
                    return elsewhere.isPresent()
                            ? orders.send(session, back, elsewhere).replaceWith(true)
                            : orders.cancel(session, back, note)
                                    .chain(() -> pairs.stop(session, turn))
                                    .replaceWith(false);
                });
    }

    /** The stations whose operators refused this turn. */
    public Uni<List<StationId>> refusedBy(Mutiny.Session session, Proposal proposal) {
        return session.createNativeQuery(
                        "SELECT DISTINCT c.station_id FROM console_step c"
                                + " JOIN assignment a ON a.id = c.assignment_id"
                                + " WHERE a.turn_id = :turn AND c.refused_at IS NOT NULL",
                        UUID.class)
                .setParameter("turn", proposal.turn.id().value())
                .getResultList()
                .map(refused -> refused.stream().map(StationId::new).toList());
    }
}
