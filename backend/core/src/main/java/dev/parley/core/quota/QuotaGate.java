package dev.parley.core.quota;

import dev.parley.contracts.StationId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Decides in the transaction that offers what the labs have room for. Whoever offers locks the quotas of a lab before they count, so
 * that two replicas never give out the same room; a lab without quotas costs one look at an index.
 */
@ApplicationScoped
public class QuotaGate {
    /** In one order by everybody: two replicas never wait for each other in a circle. */
    private static final String LOCK = """
            SELECT q.lab_id FROM lab_quota q WHERE q.lab_id IN (SELECT s.lab_id FROM station s WHERE s.id = ANY ($1))
            ORDER BY q.lab_id, q.policy_name FOR UPDATE""";

    private static final String WANTED = """
            SELECT w.turn, w.station, t.policy_digest, f.policy_digest AS other
            FROM unnest($1::uuid[], $2::uuid[]) AS w (turn, station)
            JOIN turn t ON t.id = w.turn LEFT JOIN turn f ON f.follows = t.id AND f.state IN ('WAITING', 'HELD')
            WHERE NOT EXISTS (SELECT FROM canary k WHERE k.id = t.author)""";

    private final Clock clock;

    @Inject
    QuotaGate(Clock clock) {
        this.clock = clock;
    }

    /** A turn for a station. */
    public record Wanted(UUID turn, UUID station) {}

    /**
     * Those that there is no room for, first come first served. A station's canary never is among them.
     *
     * @param wanted in the order in which they come
     */
    public Uni<Set<Wanted>> refused(SqlConnection transaction, List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        UUID[] stations = wanted.stream().map(Wanted::station).toArray(UUID[]::new);
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(stations))
                .map(rows -> {
                    Set<UUID> labs = new HashSet<>();
                    rows.forEach(row -> labs.add(row.getUUID(0)));
                    return labs;
                })
                .chain(labs -> labs.isEmpty()
                        ? Uni.createFrom().item(Set.of())
                        : DayRooms.read(transaction, labs.toArray(UUID[]::new), clock.instant())
                                .chain(room -> refused(transaction, wanted, room)));
    }

    private static Uni<Set<Wanted>> refused(SqlConnection transaction, List<Wanted> wanted, DayRoom room) {
        return transaction
                .preparedQuery(WANTED)
                .execute(Tuple.of(
                        wanted.stream().map(Wanted::turn).toArray(UUID[]::new),
                        wanted.stream().map(Wanted::station).toArray(UUID[]::new)))
                .map(rows -> {
                    Map<Wanted, Row> counted = new HashMap<>();
                    rows.forEach(row -> counted.put(new Wanted(row.getUUID("turn"), row.getUUID("station")), row));
                    DayRoom.Taking taking = room.taking();
                    Set<Wanted> refused = new HashSet<>();
                    for (Wanted each : wanted) {
                        Row row = counted.get(each);
                        if (row != null
                                && !taking.take(
                                        new StationId(each.station()),
                                        row.getString("policy_digest"),
                                        Optional.ofNullable(row.getString("other")))) {
                            refused.add(each);
                        }
                    }
                    return refused;
                });
    }
}
