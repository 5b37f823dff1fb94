package dev.parley.core.turn;

import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The turns of the queue, as PostgreSQL has them. Every change is a compare-and-set with its event. */
public interface Turns {
    Uni<Optional<TurnData>> find(TurnId id);

    /** Those of {@code ids} that exist, in no order. */
    Uni<List<TurnData>> findAll(Collection<TurnId> ids);

    /** Every WAITING turn that stands in line, in order of its placement; the second of a pair does not. */
    Uni<List<TurnData>> waiting();

    /**
     * A page of {@link #waiting}: what an index of the queue is rebuilt from without holding all of it.
     *
     * @param behind the placement that ended the page before; empty for the first page
     * @param atMost how many
     */
    Uni<List<TurnData>> waitingBehind(Optional<Placement> behind, int atMost);

    /** The turns of one prompt, oldest first. */
    Uni<List<TurnData>> ofPrompt(PromptId prompt);

    /** WAITING and HELD turns whose time is up by PostgreSQL's clock. */
    Uni<List<TurnData>> due();

    /**
     * One of those becomes EXPIRED.
     *
     * @return false if somebody took it meanwhile, or it may wait longer by now
     */
    Uni<Boolean> expire(TurnId id);

    /** It may wait until then. */
    Uni<Void> postpone(TurnId id, Instant until);

    /** WAITING and HELD turns whose time is up by PostgreSQL's clock become EXPIRED. */
    Uni<Integer> expire();

    /** Those whose time is up at {@code now}. */
    Uni<Integer> expire(Instant now);

    /** How many ASSIGNED, WAITING or HELD turns there are. */
    Uni<Long> open();
}
