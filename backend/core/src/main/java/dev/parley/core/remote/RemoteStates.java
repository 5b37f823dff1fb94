package dev.parley.core.remote;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Changes the state of registered policies inside a caller's transaction, under the row's lock. */
final class RemoteStates {
    private RemoteStates() {}

    /** Locks the row. */
    static Uni<RemoteState> lock(Mutiny.Session session, String policy) {
        return session.createNativeQuery("SELECT state FROM remote_policy WHERE name = :name FOR UPDATE", String.class)
                .setParameter("name", policy)
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(RemoteState::valueOf).orElseThrow(() -> unknown(policy)));
    }

    /** @throws ParleyException STATE_CONFLICT in the Uni where the table does not allow it */
    static Uni<Void> move(Mutiny.Session session, String policy, RemoteState to, String note) {
        return lock(session, policy)
                .invoke(from -> RemoteTransitions.TABLE.require(policy, from, to))
                .chain(() -> session.createNativeQuery(
                                "UPDATE remote_policy SET state = :to, state_note = :note WHERE name = :name")
                        .setParameter("to", to.name())
                        .setParameter("note", note)
                        .setParameter("name", policy)
                        .executeUpdate())
                // What can be asked for has changed: whoever keeps the catalogue sees it by this time.
                .chain(() -> session.createNativeQuery("UPDATE policy_version v SET last_announced = clock_timestamp()"
                                + " FROM remote_policy r WHERE r.name = :name AND v.name = r.name"
                                + " AND v.digest = r.current_digest")
                        .setParameter("name", policy)
                        .executeUpdate())
                .replaceWithVoid();
    }

    static ParleyException unknown(String policy) {
        return new ParleyException(
                ErrorCode.POLICY_UNKNOWN,
                "No policy \"%s\" was registered."
                        .formatted(policy.length() <= 80 ? policy : policy.substring(0, 80) + "…"));
    }
}
