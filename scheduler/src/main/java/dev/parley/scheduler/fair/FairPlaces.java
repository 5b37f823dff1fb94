package dev.parley.scheduler.fair;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.turn.PriorityClass;
import dev.parley.scheduler.fair.FairTurns.Fellow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What PostgreSQL knows about places, inside somebody's transaction. */
final class FairPlaces {
    private final Mutiny.Session session;
    private final short priorityClass;
    private final Author author;

    FairPlaces(Mutiny.Session session, PriorityClass priorityClass, Author author) {
        this.session = session;
        this.priorityClass = (short) priorityClass.ordinal();
        this.author = author;
    }

    /** From here to the end of the transaction nobody else is admitted in this class and prefix. */
    Uni<Void> lock() {
        return session.createNativeQuery(
                        "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:prefix, :seed))", Integer.class)
                .setParameter("prefix", author.networkPrefix())
                .setParameter("seed", (long) priorityClass)
                .getSingleResult()
                .replaceWithVoid();
    }

    Uni<AdmissionLimits.Waiting> waiting() {
        return session.createNativeQuery("""
                        SELECT count(*) FILTER (WHERE t.author = :author AND t.priority_class = :class),
                               count(*) FILTER (WHERE f.network_prefix = :prefix AND t.priority_class = :class),
                               count(*)
                        FROM turn t LEFT JOIN scheduler_fair_turn f ON f.ticket = t.ticket
                        WHERE t.state = 'WAITING'""", Object[].class)
                .setParameter("author", author.id().value())
                .setParameter("class", priorityClass)
                .setParameter("prefix", author.networkPrefix())
                .getSingleResult()
                .map(row -> new AdmissionLimits.Waiting(number(row[0]), number(row[1]), number(row[2])));
    }

    Uni<Long> nextTicket() {
        return session.createNativeQuery("SELECT nextval('scheduler_ticket')", Long.class)
                .getSingleResult();
    }

    Uni<Long> servedRound() {
        return session.createNativeQuery(
                        "SELECT fair_round FROM scheduler_fair_clock WHERE priority_class = :class", Long.class)
                .setParameter("class", priorityClass)
                .getSingleResult();
    }

    /**
     * Turns of this class and prefix that wait or were served. One without a row in the table of turns was placed
     * earlier in this same transaction.
     */
    Uni<List<Fellow>> fellows() {
        return session.createNativeQuery("""
                        SELECT f.ticket, f.author, f.author_round, coalesce(t.fair_round, f.fair_round),
                               coalesce(t.state = 'WAITING', true)
                        FROM scheduler_fair_turn f LEFT JOIN turn t ON t.ticket = f.ticket
                        WHERE f.priority_class = :class AND f.network_prefix = :prefix
                          AND coalesce(t.state NOT IN ('CANCELLED', 'EXPIRED'), true)
                        ORDER BY f.ticket""", Object[].class)
                .setParameter("class", priorityClass)
                .setParameter("prefix", author.networkPrefix())
                .getResultList()
                .map(rows -> rows.stream().map(FairPlaces::fellow).toList());
    }

    /**
     * Of {@code tickets}, those whose turns wait and are in nobody else's hands. A turn that is just being offered or
     * withdrawn keeps its place; waiting for it could end in a deadlock.
     */
    Uni<Set<Long>> movable(Set<Long> tickets) {
        if (tickets.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return session.createNativeQuery("""
                        SELECT ticket FROM turn
                        WHERE ticket = ANY (CAST(string_to_array(:tickets, ',') AS bigint[])) AND state = 'WAITING'
                        ORDER BY ticket FOR NO KEY UPDATE SKIP LOCKED""", Long.class)
                .setParameter("tickets", joined(tickets))
                .getResultList()
                .map(Set::copyOf);
    }

    Uni<Void> move(Map<Long, Long> rounds) {
        if (rounds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Long> tickets = List.copyOf(rounds.keySet());
        List<Long> places = tickets.stream().map(rounds::get).toList();
        return update("turn", tickets, places).chain(() -> update("scheduler_fair_turn", tickets, places));
    }

    Uni<Void> remember(long ticket, long authorRound, long fairRound) {
        return session.createNativeQuery("""
                        INSERT INTO scheduler_fair_turn
                            (ticket, priority_class, network_prefix, author, author_round, fair_round)
                        VALUES (:ticket, :class, :prefix, :author, :authorRound, :fairRound)""")
                .setParameter("ticket", ticket)
                .setParameter("class", priorityClass)
                .setParameter("prefix", author.networkPrefix())
                .setParameter("author", author.id().value())
                .setParameter("authorRound", authorRound)
                .setParameter("fairRound", fairRound)
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<Void> update(String table, List<Long> tickets, List<Long> places) {
        return session.createNativeQuery("UPDATE " + table + """
                         SET fair_round = moved.fair_round
                        FROM unnest(CAST(string_to_array(:tickets, ',') AS bigint[]),
                                    CAST(string_to_array(:places, ',') AS bigint[])) AS moved (ticket, fair_round)
                        WHERE %s.ticket = moved.ticket""".formatted(table))
                .setParameter("tickets", joined(tickets))
                .setParameter("places", joined(places))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Fellow fellow(Object[] row) {
        return new Fellow(
                number(row[0]), new AuthorId((UUID) row[1]), number(row[2]), number(row[3]), (Boolean) row[4]);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static String joined(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
