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
        return session.createNativeQuery(
                        "SELECT f.network_prefix, f.priority_class FROM turn t"
                                + " JOIN scheduler_fair_turn f ON f.ticket = t.ticket WHERE t.id = :id",
                        Object[].class)
                .setParameter("id", id.value())
                .getResultList()
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : session.createNativeQuery(
                                        "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:prefix, cast(:class AS bigint)))",
                                        Integer.class)
                                .setParameter("prefix", rows.getFirst()[0])
                                .setParameter("class", ((Number) rows.getFirst()[1]).longValue())
                                .getSingleResult()
                                .replaceWithVoid());
    }

    /** The place that it would have goes on counting for its network; kept the first time that a person places it. */
    Uni<Void> keepFairPlace(Mutiny.Session session, TurnData turn) {
        return session.createNativeQuery(
                        "UPDATE scheduler_fair_turn SET fair_round = greatest(cast(0 AS bigint), cast(:round AS bigint))"
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
                        "SELECT coalesce(min(fair_round), cast(:own AS bigint)) FROM turn WHERE state IN ('WAITING', 'HELD')"
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
