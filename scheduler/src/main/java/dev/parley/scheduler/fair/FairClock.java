package dev.parley.scheduler.fair;

import dev.parley.core.turn.PriorityClass;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** The fair round served last in each class. It only grows; one advance lost is made up by the next. */
@ApplicationScoped
public class FairClock {
    private final Pool postgres;

    @Inject
    public FairClock(Pool postgres) {
        this.postgres = postgres;
    }

    /** The fair round served last; a newcomer starts here. */
    public Uni<Long> round(PriorityClass priorityClass) {
        return postgres.preparedQuery("SELECT fair_round FROM scheduler_fair_clock WHERE priority_class = $1")
                .execute(Tuple.of((short) priorityClass.ordinal()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Turns up to these rounds were offered to stations. Writes nothing where the clock is there already. */
    public Uni<Void> served(Map<PriorityClass, Long> rounds) {
        Short[] classes = rounds.keySet().stream()
                .map(priorityClass -> (short) priorityClass.ordinal())
                .toArray(Short[]::new);
        return postgres.preparedQuery("""
                        UPDATE scheduler_fair_clock c SET fair_round = s.fair_round
                        FROM unnest($1::smallint[], $2::bigint[]) AS s (priority_class, fair_round)
                        WHERE c.priority_class = s.priority_class AND c.fair_round < s.fair_round""")
                .execute(Tuple.tuple()
                        .addArrayOfShort(classes)
                        .addArrayOfLong(rounds.values().toArray(Long[]::new)))
                .replaceWithVoid();
    }
}
