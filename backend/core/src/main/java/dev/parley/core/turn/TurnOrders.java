package dev.parley.core.turn;

import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a lab may do to a turn that nobody has taken yet, inside the caller's transaction. It asks neither who may nor what is
 * fair: the desk of the line does.
 */
@ApplicationScoped
public class TurnOrders {
    private final TurnLedger ledger;

    @Inject
    public TurnOrders(TurnLedger ledger) {
        this.ledger = ledger;
    }

    /** How a place came to be set by a person. */
    public enum Placed {
        MOVED,
        EXPEDITED
    }

    /**
     * Locks it for the rest of the transaction.
     *
     * @throws ParleyException TURN_UNKNOWN, or STATE_CONFLICT unless it waits or is held, in the Uni
     */
    public Uni<TurnData> lock(Mutiny.Session session, TurnId id) {
        return ledger.lock(session, id).map(found -> {
            TurnData turn = found.orElseThrow(
                    () -> new ParleyException(ErrorCode.TURN_UNKNOWN, "There is no turn %s.".formatted(id)));
            if (turn.second()) {
                throw conflict("This is the second of a comparison: it goes where the first one goes.");
            }
            return switch (turn.state()) {
                case WAITING, HELD -> turn;
                case ASSIGNED -> throw conflict("A station has taken it already; stop it there.");
                case DONE, CANCELLED, EXPIRED -> throw conflict("It has left the line already.");
            };
        });
    }

    /** Out of line until {@link #release}; its place is kept, and the asker reads why. */
    public Uni<TurnData> hold(Mutiny.Session session, TurnData turn, String by, String reason) {
        return TurnHolds.keep(session, turn.id(), by, reason).chain(kept -> {
            if (!kept) {
                throw conflict("It is held already.");
            }
            return turn.state() == TurnState.HELD
                    ? Uni.createFrom().item(turn)
                    : ledger.hold(session, turn.id(), reason);
        });
    }

    /** Back to its place; one that moderation looks at goes on waiting for that. */
    public Uni<TurnData> release(Mutiny.Session session, TurnData turn) {
        return TurnHolds.letGo(session, turn.id()).chain(held -> {
            if (!held) {
                throw conflict("No lab holds it.");
            }
            return session.createNativeQuery("SELECT screening = 'HELD' FROM prompt WHERE id = :id", Boolean.class)
                    .setParameter("id", turn.promptId().value())
                    .getSingleResult()
                    .chain(looked -> looked
                            ? ledger.note(session, turn.id(), Optional.empty())
                            : ledger.release(session, turn.id()))
                    .chain(() -> ledger.lock(session, turn.id()))
                    .map(Optional::orElseThrow);
        });
    }

    /** Out of line for good; the asker reads why. */
    public Uni<TurnData> cancel(Mutiny.Session session, TurnData turn, String reason) {
        return TurnHolds.letGo(session, turn.id()).chain(() -> ledger.takeOut(session, turn.id(), reason));
    }

    /** To this station alone; empty: to whichever fits. */
    public Uni<TurnData> send(Mutiny.Session session, TurnData turn, Optional<StationId> station) {
        return ledger.send(session, turn.id(), station);
    }

    /** Another place within its class. */
    public Uni<TurnData> place(
            Mutiny.Session session, TurnData turn, long fairRound, Placed what, String by, String reason) {
        return session.createNativeQuery("INSERT INTO turn_placed (turn_id, what, by_whom, reason)"
                        + " VALUES (:id, :what, :by, :reason) ON CONFLICT (turn_id) DO UPDATE SET what = excluded.what,"
                        + " by_whom = excluded.by_whom, reason = excluded.reason, at = excluded.at")
                .setParameter("id", turn.id().value())
                .setParameter("what", what.name())
                .setParameter("by", by)
                .setParameter("reason", reason)
                .executeUpdate()
                .chain(() -> ledger.place(session, turn.id(), fairRound));
    }

    private static ParleyException conflict(String why) {
        return new ParleyException(ErrorCode.STATE_CONFLICT, why);
    }
}
