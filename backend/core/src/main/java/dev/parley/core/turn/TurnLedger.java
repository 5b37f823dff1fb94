package dev.parley.core.turn;

import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Changes turns inside a caller's transaction; for the features of core only. Rows are locked in the order turn,
 * assignment, episode, prompt, by everybody, so that no two transactions wait for each other.
 */
@ApplicationScoped
public class TurnLedger {
    private final EventRecorder events;
    private final TurnOwner owner;

    @Inject
    public TurnLedger(EventRecorder events, TurnOwner owner) {
        this.events = events;
        this.owner = owner;
    }

    /** Locks the row for the rest of the transaction. */
    public Uni<Optional<TurnData>> lock(Mutiny.Session session, TurnId id) {
        return locked(session, id.value()).map(row -> Optional.ofNullable(row).map(TurnEntity::data));
    }

    /** What the judge of this turn looks for, as the asker was told. */
    public Uni<Optional<String>> readingOf(Mutiny.Session session, TurnId id) {
        return session.find(TurnEntity.class, id.value())
                .map(row -> Optional.ofNullable(row).map(found -> found.taskReading));
    }

    /**
     * ASSIGNED → WAITING, or CANCELLED when the asker has withdrawn meanwhile. Of a pair nothing is tried twice: once something
     * ran, the turn is DONE; a second that was only offered is CANCELLED; a first goes back in line.
     *
     * @param attempted whether an episode was made, which counts as an attempt
     */
    public Uni<TurnData> returnToQueue(Mutiny.Session session, TurnId id, String note, boolean attempted) {
        return lock(session, id)
                .map(turn -> turn.orElseThrow(() -> unknown(id)))
                .chain(turn -> turn.pair().isPresent() && attempted
                        ? end(session, id, TurnState.DONE)
                        : owner.stillWanted(session, turn.promptId())
                                .chain(wanted -> wanted && !turn.second()
                                        ? change(session, id, TurnState.WAITING, Optional.of(note), attempted)
                                        : end(session, id, TurnState.CANCELLED)));
    }

    /**
     * Locks the row, and with it the row that follows it, for the rest of the transaction; both in the order of their ids, as
     * everybody does.
     *
     * @return the turn that follows, where there is one
     */
    public Uni<Optional<TurnData>> lockWithFollower(Mutiny.Session session, TurnId id) {
        return session.createQuery("FROM TurnEntity WHERE id = :id OR follows = :id ORDER BY id", TurnEntity.class)
                .setParameter("id", id.value())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .map(rows -> rows.stream()
                        .filter(row -> id.value().equals(row.follows))
                        .findFirst()
                        .map(TurnEntity::data));
    }

    /** WAITING → ASSIGNED for the second of a pair, whose offer is made in the same transaction. */
    public Uni<TurnData> assignFollower(Mutiny.Session session, TurnId id) {
        return change(session, id, TurnState.ASSIGNED, Optional.empty(), false);
    }

    /** To a terminal state; the prompt is told. */
    public Uni<TurnData> end(Mutiny.Session session, TurnId id, TurnState terminal) {
        return change(session, id, terminal, Optional.empty(), false)
                .call(turn -> owner.turnEnded(session, turn.promptId()));
    }

    /** Turns of one prompt in the order of their ids, locked. */
    public Uni<List<TurnData>> lockOfPrompt(Mutiny.Session session, PromptId prompt) {
        return session.createQuery("FROM TurnEntity WHERE promptId = :prompt ORDER BY id", TurnEntity.class)
                .setParameter("prompt", prompt.value())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .map(rows -> rows.stream().map(TurnEntity::data).toList());
    }

    /** WAITING and HELD turns become CANCELLED without telling the prompt, whose own change this is. */
    public Uni<Void> cancelWaiting(Mutiny.Session session, List<TurnData> turns) {
        return Multi.createFrom()
                .iterable(turns)
                .filter(turn -> turn.state() == TurnState.WAITING || turn.state() == TurnState.HELD)
                .onItem()
                .transformToUniAndConcatenate(
                        turn -> change(session, turn.id(), TurnState.CANCELLED, Optional.empty(), false))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** WAITING → HELD. */
    public Uni<Void> hold(Mutiny.Session session, TurnId id) {
        return change(session, id, TurnState.HELD, Optional.empty(), false).replaceWithVoid();
    }

    /** HELD → WAITING, in its old place; one that a lab holds too goes on being held. */
    public Uni<Void> release(Mutiny.Session session, TurnId id) {
        return TurnHolds.reason(session, id)
                .chain(held -> held.isPresent()
                        ? note(session, id, held)
                        : change(session, id, TurnState.WAITING, Optional.empty(), false)
                                .replaceWithVoid());
    }

    /** WAITING → HELD by a lab, which says why. */
    Uni<TurnData> hold(Mutiny.Session session, TurnId id, String why) {
        return change(session, id, TurnState.HELD, Optional.of(why), false);
    }

    /** WAITING or HELD → CANCELLED by a lab, which says why; the prompt is told. */
    Uni<TurnData> takeOut(Mutiny.Session session, TurnId id, String why) {
        return change(session, id, TurnState.CANCELLED, Optional.of(why), false)
                .call(turn -> owner.turnEnded(session, turn.promptId()));
    }

    /** What is said beside it, without a change of state. */
    public Uni<Void> note(Mutiny.Session session, TurnId id, Optional<String> why) {
        return locked(session, id.value()).chain(row -> {
            row.waitNote = why.orElse(null);
            return retold(session, row);
        });
    }

    /** Goes to this station alone; empty: to whichever fits. */
    Uni<TurnData> send(Mutiny.Session session, TurnId id, Optional<StationId> station) {
        return locked(session, id.value()).chain(row -> {
            row.stationId = station.map(StationId::value).orElse(null);
            return retold(session, row).replaceWith(row::data);
        });
    }

    /** Another place in its class. Hibernate never writes this column: admission moves it too. */
    Uni<TurnData> place(Mutiny.Session session, TurnId id, long fairRound) {
        return session.createNativeQuery("UPDATE turn SET fair_round = :round WHERE id = :id")
                .setParameter("round", fairRound)
                .setParameter("id", id.value())
                .executeUpdate()
                .chain(() -> locked(session, id.value()))
                .call(row -> session.refresh(row))
                .chain(row -> retold(session, row).replaceWith(row::data));
    }

    /** Tells of a change that is none of its state. */
    private Uni<Void> retold(Mutiny.Session session, TurnEntity row) {
        row.version++;
        return session.flush().chain(() -> tell(session, row, row.state));
    }

    /** ASSIGNED → CANCELLED, where the offer was revoked and nothing ran. */
    public Uni<Void> cancelOffered(Mutiny.Session session, TurnId id) {
        return change(session, id, TurnState.CANCELLED, Optional.empty(), false).replaceWithVoid();
    }

    private Uni<TurnData> change(
            Mutiny.Session session, TurnId id, TurnState to, Optional<String> note, boolean attempted) {
        return locked(session, id.value()).chain(row -> {
            if (row == null) {
                throw unknown(id);
            }
            TurnState from = row.state;
            TurnTransitions.TABLE.require(id, from, to);
            row.state = to;
            row.version++;
            row.waitNote = note.orElse(null);
            row.attempts += attempted ? 1 : 0;
            return session.flush().chain(() -> tell(session, row, from)).replaceWith(() -> row.data());
        });
    }

    private static ParleyException unknown(TurnId id) {
        return new ParleyException(ErrorCode.STATE_CONFLICT, "There is no turn %s.".formatted(id));
    }

    private Uni<TurnEntity> locked(Mutiny.Session session, UUID id) {
        return session.find(TurnEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private Uni<Void> tell(Mutiny.Session session, TurnEntity row, @org.jspecify.annotations.Nullable TurnState from) {
        Map<String, Object> payload =
                TurnBatches.payload(new PromptId(row.promptId), Optional.ofNullable(from), row.state);
        String kind = "turn." + row.state.name().toLowerCase(java.util.Locale.ROOT);
        return events.record(session, DomainEvent.Aggregate.TURN, row.id, row.version, kind, payload);
    }
}
