package dev.parley.scheduler.fair;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.turn.Admission.Newcomer;
import dev.parley.core.turn.PriorityClass;
import dev.parley.scheduler.fair.FairTurns.Fellow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What PostgreSQL knows about places, inside somebody's transaction; one statement for all who are placed in it. */
final class FairPlaces {
    private final SqlConnection transaction;

    FairPlaces(SqlConnection transaction) {
        this.transaction = transaction;
    }

    /**
     * From here to the end of the transaction nobody else is admitted in these classes and prefixes. Locks are taken in
     * one order by everybody, so that groups never wait for each other in a circle.
     */
    Uni<Void> lock(Collection<Line> lines) {
        return transaction
                .preparedQuery("SELECT pg_advisory_xact_lock(k.lock) FROM ("
                        + " SELECT DISTINCT hashtextextended(l.prefix, l.class) AS lock"
                        + " FROM unnest($1::text[], $2::bigint[]) AS l (prefix, class) ORDER BY 1) AS k")
                .execute(Tuple.tuple()
                        .addArrayOfString(prefixes(lines))
                        .addArrayOfLong(lines.stream()
                                .map(line -> (long) line.priorityClass().ordinal())
                                .toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /**
     * Turns of these classes and prefixes that wait or were served, in the order they came. One whose place a person set counts
     * with the place that it would have otherwise: an exception takes nothing from those who share nothing with it.
     */
    Uni<Map<Line, List<Fellow>>> fellows(Collection<Line> lines) {
        return transaction.preparedQuery("""
                        SELECT f.priority_class, f.network_prefix, f.ticket, f.author, f.author_round,
                               CASE WHEN p.turn_id IS NULL THEN t.fair_round ELSE f.fair_round END,
                               t.state = 'WAITING'
                        FROM unnest($1::text[], $2::smallint[]) AS l (prefix, class)
                        JOIN scheduler_fair_turn f ON f.network_prefix = l.prefix AND f.priority_class = l.class
                        JOIN turn t ON t.ticket = f.ticket AND t.state NOT IN ('CANCELLED', 'EXPIRED')
                        LEFT JOIN turn_placed p ON p.turn_id = t.id
                        ORDER BY f.ticket""").execute(lines(lines)).map(rows -> {
            Map<Line, List<Fellow>> fellows = new HashMap<>();
            for (Row row : rows) {
                fellows.computeIfAbsent(
                                new Line(priorityClass(row.getShort(0)), row.getString(1)), line -> new ArrayList<>())
                        .add(new Fellow(
                                row.getLong(2),
                                new AuthorId(row.getUUID(3)),
                                row.getLong(4),
                                row.getLong(5),
                                row.getBoolean(6)));
            }
            return fellows;
        });
    }

    /** How many turns of each author wait in each class, behind whatever prefix. */
    Uni<Map<Asker, Long>> waitingOf(Collection<Newcomer> newcomers) {
        UUID[] authors = newcomers.stream()
                .map(newcomer -> newcomer.author().id().value())
                .distinct()
                .toArray(UUID[]::new);
        return transaction
                .preparedQuery("SELECT author, priority_class, count(*) FROM turn"
                        + " WHERE state = 'WAITING' AND author = ANY ($1) GROUP BY author, priority_class")
                .execute(Tuple.tuple().addArrayOfUUID(authors))
                .map(rows -> {
                    Map<Asker, Long> waiting = new HashMap<>();
                    rows.forEach(row -> waiting.put(
                            new Asker(priorityClass(row.getShort(1)), new AuthorId(row.getUUID(0))), row.getLong(2)));
                    return waiting;
                });
    }

    /** Turns that wait, of everybody. */
    Uni<Long> waitingInAll() {
        return transaction
                .preparedQuery("SELECT count(*) FROM turn WHERE state = 'WAITING'")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The fair round served last in each class, and as many new tickets as are asked for. */
    Uni<Counters> counters(int tickets) {
        return transaction.preparedQuery("""
                        SELECT priority_class, fair_round FROM scheduler_fair_clock
                        UNION ALL SELECT NULL, nextval('scheduler_ticket') FROM generate_series(1, $1)""").execute(Tuple.of(tickets)).map(rows -> {
            Map<PriorityClass, Long> served = new EnumMap<>(PriorityClass.class);
            List<Long> drawn = new ArrayList<>();
            for (Row row : rows) {
                if (row.getShort(0) == null) {
                    drawn.add(row.getLong(1));
                } else {
                    served.put(priorityClass(row.getShort(0)), row.getLong(1));
                }
            }
            return new Counters(served, drawn.stream().sorted().toList());
        });
    }

    /**
     * New fair rounds by ticket, for those that wait and are in nobody else's hands: a turn that is just being offered or
     * withdrawn keeps its place, since waiting for it could end in a deadlock. The table of turns has the place that
     * counts; scheduler_fair_turn keeps the one of the admission, and of a turn that a person placed, the one it would have.
     */
    Uni<Void> move(Map<Long, Long> rounds) {
        if (rounds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Long> tickets = List.copyOf(rounds.keySet());
        return transaction
                .preparedQuery("WITH m AS (SELECT * FROM unnest($1::bigint[], $2::bigint[]) AS m (ticket, fair_round)),"
                        + " placed AS (UPDATE scheduler_fair_turn f SET fair_round = m.fair_round"
                        + " FROM m JOIN turn t ON t.ticket = m.ticket JOIN turn_placed p ON p.turn_id = t.id"
                        + " WHERE f.ticket = m.ticket),"
                        + " free AS (SELECT t.id, m.fair_round FROM m"
                        + " JOIN turn t ON t.ticket = m.ticket WHERE t.state = 'WAITING'"
                        + " AND NOT EXISTS (SELECT FROM turn_placed p WHERE p.turn_id = t.id)"
                        + " ORDER BY t.ticket FOR NO KEY UPDATE OF t SKIP LOCKED)"
                        + " UPDATE turn SET fair_round = free.fair_round FROM free WHERE turn.id = free.id")
                .execute(Tuple.tuple()
                        .addArrayOfLong(tickets.toArray(Long[]::new))
                        .addArrayOfLong(tickets.stream().map(rounds::get).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    Uni<Void> remember(List<Seat> seats) {
        if (seats.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("""
                        INSERT INTO scheduler_fair_turn
                            (ticket, priority_class, network_prefix, author, author_round, fair_round)
                        SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::text[], $4::uuid[], $5::bigint[], $6::bigint[])""")
                .execute(Tuple.tuple()
                        .addArrayOfLong(seats.stream().map(Seat::ticket).toArray(Long[]::new))
                        .addArrayOfShort(classes(seats.stream().map(Seat::line).toList()))
                        .addArrayOfString(
                                prefixes(seats.stream().map(Seat::line).toList()))
                        .addArrayOfUUID(seats.stream()
                                .map(seat -> seat.author().value())
                                .toArray(UUID[]::new))
                        .addArrayOfLong(seats.stream().map(Seat::authorRound).toArray(Long[]::new))
                        .addArrayOfLong(seats.stream().map(Seat::fairRound).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    private static Tuple lines(Collection<Line> lines) {
        return Tuple.tuple().addArrayOfString(prefixes(lines)).addArrayOfShort(classes(lines));
    }

    private static String[] prefixes(Collection<Line> lines) {
        return lines.stream().map(Line::prefix).toArray(String[]::new);
    }

    private static Short[] classes(Collection<Line> lines) {
        return lines.stream()
                .map(line -> (short) line.priorityClass().ordinal())
                .toArray(Short[]::new);
    }

    private static PriorityClass priorityClass(short ordinal) {
        return PriorityClass.values()[ordinal];
    }

    /** A class and a network prefix: the turns among which places are dealt out. */
    record Line(PriorityClass priorityClass, String prefix) {
        static Line of(Newcomer newcomer) {
            Author author = newcomer.author();
            return new Line(newcomer.priorityClass(), author.networkPrefix());
        }
    }

    /** Somebody, in one class. */
    record Asker(PriorityClass priorityClass, AuthorId author) {}

    /** A place that was given. */
    record Seat(long ticket, Line line, AuthorId author, long authorRound, long fairRound) {}

    /** @param tickets new ones, smallest first */
    record Counters(Map<PriorityClass, Long> served, List<Long> tickets) {}
}
