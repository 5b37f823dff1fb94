package dev.parley.core.assignment;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.episode.EpisodeLedger;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnLedger;
import dev.parley.core.turn.TurnState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The second turn of a pair. It is offered to the slot of the first in the very transaction that frees it, so nobody's turn
 * can come between, whatever Redis knows; where that cannot be, it is cancelled and the pair is void.
 */
@ApplicationScoped
class PairedTurns {
    private final AssignmentLedger ledger;
    private final TurnLedger turns;
    private final EpisodeLedger episodes;
    private final Stations stations;
    private final ProposalRows proposals;

    @Inject
    PairedTurns(
            AssignmentLedger ledger,
            TurnLedger turns,
            EpisodeLedger episodes,
            Stations stations,
            ProposalRows proposals) {
        this.ledger = ledger;
        this.turns = turns;
        this.episodes = episodes;
        this.stations = stations;
        this.proposals = proposals;
    }

    /** After the first was RELEASED; both turns are locked. */
    Uni<Void> goOn(Mutiny.Session session, AssignmentEntity first, TurnData next) {
        if (next.state() != TurnState.WAITING) {
            return next.state() == TurnState.HELD
                    ? cancel(session, next)
                    : Uni.createFrom().voidItem();
        }
        StationId station = new StationId(first.stationId);
        return episodes.comparable(session, new EpisodeId(first.id))
                .chain(comparable -> stations.find(station)
                        .map(found ->
                                found.filter(known -> comparable && known.takesWorkWhenOpen() && mayRun(known, next))))
                .chain(possible -> possible.map(known ->
                                offer(session, first, next, known.console().isPresent()))
                        .orElseGet(() -> cancel(session, next)));
    }

    /** After the first came to nothing: what would follow it is cancelled. */
    Uni<Void> stop(Mutiny.Session session, TurnId first) {
        return turns.lockWithFollower(session, first)
                .chain(follower -> follower.filter(
                                next -> next.state() == TurnState.WAITING || next.state() == TurnState.HELD)
                        .map(next -> cancel(session, next))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> offer(Mutiny.Session session, AssignmentEntity first, TurnData next, boolean console) {
        Duration acceptWithin = Duration.between(first.offeredAt, first.acceptBy);
        StationId station = new StationId(first.stationId);
        return turns.assignFollower(session, next.id())
                .chain(() -> Transactions.now(session))
                .chain(now -> console
                        ? proposals.follow(session, first, next.id(), acceptWithin, now)
                        : ledger.offer(session, next.id(), station, first.slot, now, now.plus(acceptWithin)));
    }

    /** An approval may have been taken back while the first one ran; what a simulator may run is its own affair. */
    private static boolean mayRun(StationData station, TurnData next) {
        return !station.kind().underRealRules() || station.policyDigests().contains(next.policyDigest());
    }

    private Uni<Void> cancel(Mutiny.Session session, TurnData next) {
        return turns.end(session, next.id(), TurnState.CANCELLED).replaceWithVoid();
    }
}
