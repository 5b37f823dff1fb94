package dev.parley.scheduler.fair;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Forgets what can decide no place any more, so that the table holds about as many rows as turns wait. */
@ApplicationScoped
public class FairMemory {
    private final Pool postgres;

    @Inject
    public FairMemory(Pool postgres) {
        this.postgres = postgres;
    }

    /**
     * A turn that ended says nothing more once its fair round was passed and either nobody of its prefix waits or the
     * prefix's author round was passed too. What counts of a turn that a person placed is the round that it would have had: an
     * exception that ran first is remembered until its own slot is due. A ticket without a turn belongs to an admission that is under way.
     *
     * @return how many were forgotten
     */
    public Uni<Integer> forget() {
        return postgres.query("""
                        DELETE FROM scheduler_fair_turn f
                        USING turn t, scheduler_fair_clock c
                        WHERE t.ticket = f.ticket AND c.priority_class = f.priority_class
                          AND t.state IN ('DONE', 'CANCELLED', 'EXPIRED')
                          AND (t.state <> 'DONE' OR (
                              CASE WHEN EXISTS (SELECT FROM turn_placed p WHERE p.turn_id = t.id)
                                  THEN f.fair_round ELSE t.fair_round END < c.fair_round AND (
                              NOT EXISTS (
                                  SELECT 1 FROM scheduler_fair_turn g JOIN turn w ON w.ticket = g.ticket
                                  WHERE g.priority_class = f.priority_class AND g.network_prefix = f.network_prefix
                                    AND w.state IN ('WAITING', 'ASSIGNED'))
                              OR EXISTS (
                                  SELECT 1 FROM scheduler_fair_turn g JOIN turn s ON s.ticket = g.ticket
                                  WHERE g.priority_class = f.priority_class AND g.network_prefix = f.network_prefix
                                    AND s.state IN ('ASSIGNED', 'DONE') AND g.author_round > f.author_round))))""").execute().map(SqlResult::rowCount);
    }
}
