package dev.parley.core.turn;

import dev.parley.core.account.Author;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.WantedBody;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/**
 * Port: gives new turns their places. The scheduler implements it. Called inside the transaction that stores the
 * turns, so a place given is a turn stored; many newcomers share one transaction.
 */
public interface Admission {
    /** Answered as soon as the places are known; what the scheduler keeps of them is then still being written. */
    Uni<Placing> place(SqlConnection transaction, List<Newcomer> newcomers);

    /**
     * What a group of newcomers gets.
     *
     * @param places one answer for each newcomer, in the order given, which is the order in which they came
     * @param written the scheduler's own rows, sent when subscribed to: subscribe before the commit, together with the
     *     turns, so that all of it is one journey to PostgreSQL
     */
    record Placing(List<Place> places, Uni<Void> written) {}

    /**
     * Whose turn it is.
     *
     * @param needs what it needs of a station; empty for one that waits however long it takes
     */
    record Newcomer(Author author, PriorityClass priorityClass, Optional<Needs> needs) {
        /** For one that waits however long it takes, as studies do. */
        public Newcomer(Author author, PriorityClass priorityClass) {
            this(author, priorityClass, Optional.empty());
        }
    }

    /**
     * What decides which stations could run a turn, and so how long the line before it is.
     *
     * @param otherDigest the policy of the other turn of a comparison, which the same station has to have
     */
    record Needs(
            String sceneId,
            String policyDigest,
            String embodiment,
            String actionSpaceKind,
            Optional<WantedBody> wantedBody,
            Optional<String> otherDigest) {
        /** Of a turn that runs alone. */
        public Needs(
                String sceneId,
                String policyDigest,
                String embodiment,
                String actionSpaceKind,
                Optional<WantedBody> wantedBody) {
            this(sceneId, policyDigest, embodiment, actionSpaceKind, wantedBody, Optional.empty());
        }

        /** Whether the two are the turns of one comparison. */
        public boolean pairedWith(Needs other) {
            return sceneId.equals(other.sceneId)
                    && otherDigest.equals(Optional.of(other.policyDigest))
                    && other.otherDigest.equals(Optional.of(policyDigest));
        }
    }

    /** What a newcomer gets. */
    sealed interface Place {}

    /** A place in line. */
    record Given(Placement placement) implements Place {}

    /** No room for this one: QUEUE_FULL, RATE_LIMITED or {@link LineClosed}. The others are not touched by it. */
    record NoRoom(ParleyException why) implements Place {}
}
