package dev.parley.scheduler.fair;

import dev.parley.contracts.TurnId;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The turns whose places a newcomer may have moved: those that wait behind the same prefix. */
@ApplicationScoped
public class Fellows {
    private final Pool postgres;

    @Inject
    public Fellows(Pool postgres) {
        this.postgres = postgres;
    }

    /** Where every waiting turn of the classes and prefixes of {@code turns} stands now. */
    public Uni<Map<TurnId, Placement>> of(Collection<TurnId> turns) {
        if (turns.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        UUID[] ids = turns.stream().map(TurnId::value).toArray(UUID[]::new);
        return postgres.preparedQuery("""
                        SELECT t.id, t.priority_class, t.fair_round, t.ticket
                        FROM turn t JOIN scheduler_fair_turn f ON f.ticket = t.ticket
                        WHERE t.state = 'WAITING' AND (f.priority_class, f.network_prefix) IN (
                            SELECT g.priority_class, g.network_prefix
                            FROM turn c JOIN scheduler_fair_turn g ON g.ticket = c.ticket
                            WHERE c.id = ANY ($1))""").execute(Tuple.of(ids)).map(rows -> {
            Map<TurnId, Placement> places = new HashMap<>();
            for (Row row : rows) {
                PriorityClass priorityClass = PriorityClass.values()[row.getShort(1)];
                places.put(new TurnId(row.getUUID(0)), new Placement(priorityClass, row.getLong(2), row.getLong(3)));
            }
            return places;
        });
    }
}
