package dev.parley.scheduler.fair;

import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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

    /** A turn with this placement was offered to a station. */
    public Uni<Void> served(Placement placement) {
        return postgres.preparedQuery("""
                        UPDATE scheduler_fair_clock SET fair_round = $2
                        WHERE priority_class = $1 AND fair_round < $2""")
                .execute(Tuple.of((short) placement.priorityClass().ordinal(), placement.fairRound()))
                .replaceWithVoid();
    }
}
