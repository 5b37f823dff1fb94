package dev.parley.core.assignment;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.episode.EpisodeLedger;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.StationShifts;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnLedger;
import dev.parley.core.turn.TurnState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What becomes of an assignment whose station is gone: its attempt is lost, its turn tried again where that is safe. */
@ApplicationScoped
class LostAssignments {
    private final Transactions transactions;
    private final AssignmentLedger ledger;
    private final TurnLedger turns;
    private final EpisodeLedger episodes;
    private final PairedTurns pairs;
    private final AssignmentConfig config;
    private final ProposalRows proposals;
    private final StationShifts shifts;

    @Inject
    LostAssignments(
            Transactions transactions,
            AssignmentLedger ledger,
            TurnLedger turns,
            EpisodeLedger episodes,
            PairedTurns pairs,
            AssignmentConfig config,
            ProposalRows proposals,
            StationShifts shifts) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.turns = turns;
        this.episodes = episodes;
        this.pairs = pairs;
        this.config = config;
        this.proposals = proposals;
        this.shifts = shifts;
    }

    Uni<Void> lose(EpisodeId id, Fence fence, String note) {
        return transactions.write(session -> ledger.turnOf(session, id)
                .chain(turnId -> lockBoth(session, turnId)
                        .chain(turn -> ledger.lock(session, id, fence).chain(row -> switch (row.state) {
                            case PROPOSED, OFFERED ->
                                ledger.change(session, row, AssignmentState.REVOKED, note)
                                        .chain(() -> turns.returnToQueue(session, turnId, note, false))
                                        .replaceWithVoid();
                            case LEASED -> loseLeased(session, row, turn.orElseThrow(), note);
                            case RELEASED, DECLINED, EXPIRED, REVOKED ->
                                throw new ParleyException(
                                        ErrorCode.STATE_CONFLICT,
                                        "Assignment %s has ended as %s.".formatted(id, row.state));
                        }))));
    }

    Uni<Integer> sweep() {
        return proposals
                .sweep()
                .chain(back -> Multi.createFrom()
                        .iterable(back)
                        .onItem()
                        .transformToUniAndConcatenate(
                                gone -> lose(gone.id(), gone.fence(), "its station could not start it any more")
                                        .onFailure(ParleyException.class)
                                        .recoverWithNull())
                        .collect()
                        .asList())
                .chain(this::sweepOverdue);
    }

    private Uni<Integer> sweepOverdue() {
        return transactions
                .read(session -> Transactions.now(session).chain(now -> ledger.overdue(session, now)))
                .chain(overdue -> Multi.createFrom()
                        .iterable(overdue)
                        .onItem()
                        .transformToUniAndConcatenate(this::sweepOne)
                        .filter(swept -> swept)
                        .collect()
                        .asList()
                        .map(java.util.List::size));
    }

    /** Looks again under the locks: a renewal or an answer may have come in between. */
    private Uni<Boolean> sweepOne(AssignmentEntity seen) {
        EpisodeId id = new EpisodeId(seen.id);
        TurnId turnId = new TurnId(seen.turnId);
        return transactions.write(session -> lockBoth(session, turnId)
                .chain(turn -> ledger.lock(session, id, new Fence(seen.fence))
                        .chain(row -> Transactions.now(session).chain(now -> {
                            if (row.state == AssignmentState.PROPOSED && !row.acceptBy.isAfter(now)) {
                                String note = "nobody at the station's console answered in time";
                                return ledger.change(session, row, AssignmentState.EXPIRED, note)
                                        .chain(() -> turns.returnToQueue(session, turnId, note, false))
                                        .chain(() -> shifts.end(
                                                session, new StationId(row.stationId), "did not answer an ask in time"))
                                        .replaceWith(true);
                            }
                            if (row.state == AssignmentState.OFFERED && !row.acceptBy.isAfter(now)) {
                                String note = "the station did not answer the offer in time";
                                return ledger.change(session, row, AssignmentState.EXPIRED, note)
                                        .chain(() -> turns.returnToQueue(session, turnId, note, false))
                                        .replaceWith(true);
                            }
                            if (row.state == AssignmentState.LEASED
                                    && row.leaseUntil != null
                                    && !row.leaseUntil.isAfter(now)) {
                                return loseLeased(
                                                session,
                                                row,
                                                turn.orElseThrow(),
                                                "contact with the station was lost in mid-episode")
                                        .replaceWith(true);
                            }
                            return Uni.createFrom().item(false);
                        }))));
    }

    /** The turn, locked together with the one that follows it. */
    private Uni<Optional<TurnData>> lockBoth(Mutiny.Session session, TurnId turn) {
        return turns.lockWithFollower(session, turn).chain(() -> turns.lock(session, turn));
    }

    private Uni<Void> loseLeased(Mutiny.Session session, AssignmentEntity row, TurnData turn, String note) {
        return episodes.lose(session, new EpisodeId(row.id), note).chain(loss -> switch (loss) {
            // The report was in before contact was lost: a result is never thrown away.
            case HAD_ENDED ->
                ledger.change(session, row, AssignmentState.RELEASED, note)
                        .chain(() -> turns.end(session, turn.id(), TurnState.DONE))
                        .chain(() -> pairs.stop(session, turn.id()));
            case REPEATABLE ->
                ledger.change(session, row, AssignmentState.REVOKED, note)
                        .chain(() -> turn.attempts() + 1 < config.maxAttempts()
                                ? turns.returnToQueue(session, turn.id(), note, true)
                                : turns.end(session, turn.id(), TurnState.DONE))
                        .chain(() -> turn.pair().isPresent()
                                ? pairs.stop(session, turn.id())
                                : Uni.createFrom().voidItem());
            // A real robot may have moved: the machine never repeats it.
            case NEVER_AGAIN ->
                ledger.change(session, row, AssignmentState.REVOKED, note)
                        .chain(() -> turns.end(session, turn.id(), TurnState.DONE))
                        .chain(() -> pairs.stop(session, turn.id()));
        });
    }
}
