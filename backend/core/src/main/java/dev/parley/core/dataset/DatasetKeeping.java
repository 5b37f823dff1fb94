package dev.parley.core.dataset;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long archives stay: until something in them is taken back, or nobody has fetched them for long. */
@ApplicationScoped
class DatasetKeeping {
    static final String RECALL = """
            UPDATE dataset SET state = 'RECALLED' WHERE state = 'READY' AND id IN (
                SELECT de.dataset_id FROM episode e JOIN dataset_episode de ON de.episode_id = e.id
                WHERE e.withdrawn_at IS NOT NULL)""";

    static final String EXPIRE = """
            UPDATE dataset SET state = 'EXPIRED' WHERE state = 'READY'
                AND greatest(ended_at, fetched_at) < clock_timestamp() - $1 * interval '1 millisecond'""";

    /** Also of those that never became ready: a writer may have been killed between its last two steps. */
    private static final String TO_ERASE = """
            SELECT id FROM dataset WHERE erased_at IS NULL AND state IN ('CANCELLED', 'RECALLED', 'FAILED', 'EXPIRED')
                AND coalesce(lease_until < clock_timestamp(), TRUE) ORDER BY ended_at DESC NULLS LAST LIMIT 20""";

    /** Of one that was not kept, the list of its files stays: whoever has a copy can still check it. */
    private static final String ERASED = "UPDATE dataset SET archive = NULL, erased_at = clock_timestamp(),"
            + " manifest = CASE state WHEN 'EXPIRED' THEN manifest END WHERE id = $1";

    private static final String FORGET = "DELETE FROM dataset_episode WHERE dataset_id = $1";

    private final Pool postgres;

    @Inject
    DatasetKeeping(Pool postgres) {
        this.postgres = postgres;
    }

    /** Takes those down in which something was taken back. */
    Uni<Integer> recall() {
        return postgres.preparedQuery(RECALL).execute().map(RowSet::rowCount);
    }

    /**
     * Ends the keeping of those that nobody has fetched for long.
     *
     * @param keep since they were made, and since they were fetched last
     */
    Uni<Integer> expire(Duration keep) {
        return postgres.preparedQuery(EXPIRE)
                .execute(Tuple.of((double) keep.toMillis()))
                .map(RowSet::rowCount);
    }

    /** Those whose archives are to be deleted. */
    Uni<List<DatasetId>> toErase() {
        return postgres.preparedQuery(TO_ERASE).execute().map(rows -> {
            List<DatasetId> found = new ArrayList<>();
            rows.forEach(row -> found.add(new DatasetId(row.getUUID(0))));
            return found;
        });
    }

    Uni<Void> erased(DatasetId id) {
        return postgres.preparedQuery(FORGET)
                .execute(Tuple.of(id.value()))
                .chain(() -> postgres.preparedQuery(ERASED).execute(Tuple.of(id.value())))
                .replaceWithVoid();
    }
}
