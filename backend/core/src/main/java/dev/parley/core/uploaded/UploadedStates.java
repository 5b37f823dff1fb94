package dev.parley.core.uploaded;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Changes the state of uploaded policies inside a caller's transaction, under the row's lock. */
final class UploadedStates {
    private UploadedStates() {}

    /** Locks the row. */
    static Uni<UploadedState> lock(Mutiny.Session session, String policy) {
        return session.createNativeQuery(
                        "SELECT state FROM uploaded_policy WHERE name = :name FOR UPDATE", String.class)
                .setParameter("name", policy)
                .getResultList()
                .map(rows ->
                        rows.stream().findFirst().map(UploadedState::valueOf).orElseThrow(() -> unknown(policy)));
    }

    /** @throws ParleyException STATE_CONFLICT in the Uni where the table does not allow it */
    static Uni<Void> move(Mutiny.Session session, String policy, UploadedState to, String note) {
        return lock(session, policy)
                .invoke(from -> UploadedTransitions.TABLE.require(policy, from, to))
                .chain(() -> session.createNativeQuery("UPDATE uploaded_policy SET state = :to, state_note = :note,"
                                + " claimed_by = NULL, claimed_until = NULL WHERE name = :name")
                        .setParameter("to", to.name())
                        .setParameter("note", note)
                        .setParameter("name", policy)
                        .executeUpdate())
                // What can be asked for has changed: whoever keeps the catalogue sees it by this time.
                .chain(() -> session.createNativeQuery("UPDATE policy_version v SET last_announced = clock_timestamp()"
                                + " FROM uploaded_policy u WHERE u.name = :name AND v.name = u.name"
                                + " AND v.digest = u.digest")
                        .setParameter("name", policy)
                        .executeUpdate())
                .replaceWithVoid();
    }

    static ParleyException unknown(String policy) {
        return new ParleyException(
                ErrorCode.POLICY_UNKNOWN,
                "No policy \"%s\" was uploaded."
                        .formatted(policy.length() <= 80 ? policy : policy.substring(0, 80) + "…"));
    }
}
