package dev.parley.scheduler.desk;

import dev.parley.contracts.TurnId;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Places in PostgreSQL for turns that a person is about to place, inside the caller's transaction. */
@ApplicationScoped
class PlacedTurns {
    /**
     * Until the end of the transaction nobody of the same network is admitted: admission takes the same lock first, and turns
     * after it.
     */
    Uni<Void> lock(Mutiny.Session session, TurnId id) {
        return session.createNativeQuery("SELECT count(pg_advisory_xact_lock(hashtextextended(f.network_prefix,"
                        + " cast(f.priority_class AS bigint)))) FROM scheduler_fair_turn f JOIN turn t ON t.ticket = f.ticket"
                        + " WHERE t.id = :id")
                .setParameter("id", id.value())
                .getResultList()
                .replaceWithVoid();
    }

    /** The place that it would have goes on counting for its network; kept the first time that a person places it. */
    Uni<Void> keepFairPlace(Mutiny.Session session, TurnData turn) {
        return session.createNativeQuery("UPDATE scheduler_fair_turn SET fair_round = greatest(0, :round)"
                        + " WHERE ticket = :ticket AND NOT EXISTS (SELECT FROM turn_placed WHERE turn_id = :id)")
                .setParameter("round", turn.placement().fairRound())
                .setParameter("ticket", turn.placement().ticket())
                .setParameter("id", turn.id().value())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The fair round of whoever is next in its class, itself left out; its own where it stands alone. */
    Uni<Long> firstRound(Mutiny.Session session, TurnData turn) {
        return session.createNativeQuery(
                        "SELECT coalesce(min(fair_round), :own) FROM turn WHERE state IN ('WAITING', 'HELD')"
                                + " AND follows IS NULL AND priority_class = :class AND id <> :id",
                        Long.class)
                .setParameter("own", turn.placement().fairRound())
                .setParameter("class", (short) turn.placement().priorityClass().ordinal())
                .setParameter("id", turn.id().value())
                .getSingleResult()
                .map(first -> Math.min(first, turn.placement().fairRound()));
    }

    /** Where one that waits stands; empty for one that does not. */
    Uni<Optional<Placement>> find(Mutiny.Session session, TurnId id) {
        return session.createNativeQuery(
                        "SELECT priority_class, fair_round, ticket FROM turn WHERE id = :id AND state = 'WAITING'"
                                + " AND follows IS NULL",
                        Object[].class)
                .setParameter("id", id.value())
                .getResultList()
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Placement(
                                PriorityClass.values()[((Number) row[0]).intValue()],
                                ((Number) row[1]).longValue(),
                                ((Number) row[2]).longValue())));
    }
}
