package dev.parley.core.turn;

import dev.parley.contracts.TurnId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Turns that a lab holds back. */
final class TurnHolds {
    private TurnHolds() {}

    /** Why; empty for one that no lab holds. */
    static Uni<Optional<String>> reason(Mutiny.Session session, TurnId id) {
        return session.createNativeQuery("SELECT reason FROM turn_hold WHERE turn_id = :id", String.class)
                .setParameter("id", id.value())
                .getResultList()
                .map(rows -> rows.stream().findFirst());
    }

    /** @return false when a lab holds it already */
    static Uni<Boolean> keep(Mutiny.Session session, TurnId id, String by, String reason) {
        return session.createNativeQuery("INSERT INTO turn_hold (turn_id, by_whom, reason) VALUES (:id, :by, :reason)"
                        + " ON CONFLICT (turn_id) DO NOTHING")
                .setParameter("id", id.value())
                .setParameter("by", by)
                .setParameter("reason", reason)
                .executeUpdate()
                .map(kept -> kept > 0);
    }

    /** @return false when no lab held it */
    static Uni<Boolean> letGo(Mutiny.Session session, TurnId id) {
        return session.createNativeQuery("DELETE FROM turn_hold WHERE turn_id = :id")
                .setParameter("id", id.value())
                .executeUpdate()
                .map(gone -> gone > 0);
    }
}
