package dev.parley.core.dataset;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Who writes which data set. Every change of a state is one statement that names the state and the lease it comes from, so that of two
 * who think that they write one of them alone ends it.
 */
@ApplicationScoped
class DatasetLeases {
    /** So often a data set may be begun: a server that is killed each time must not be kept busy with it for ever. */
    static final int MOST_ATTEMPTS = 5;

    static final String CLAIM = """
            UPDATE dataset SET state = 'RUNNING', lease = $1, attempts = attempts + 1, done = 0,
                lease_until = clock_timestamp() + $2 * interval '1 millisecond'
            WHERE id = (SELECT id FROM dataset WHERE (state = 'QUEUED' AND coalesce(lease_until <= clock_timestamp(), TRUE))
                    OR (state = 'RUNNING' AND lease_until < clock_timestamp() AND attempts < $3)
                ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING attempts, """ + " " + DatasetRows.COLUMNS;

    /** Whoever took it was stopped again and again. */
    static final String GIVE_UP = """
            UPDATE dataset SET state = 'FAILED', lease = NULL, ended_at = clock_timestamp(),
                problem = 'The server was stopped again and again while it wrote this. Ask for it anew.'
            WHERE state = 'RUNNING' AND lease_until < clock_timestamp() AND attempts >= $1""";

    private static final String RENEW = """
            UPDATE dataset SET lease_until = clock_timestamp() + $3 * interval '1 millisecond', done = $4, total = $5
            WHERE id = $1 AND state = 'RUNNING' AND lease = $2""";

    /**
     * Not when something in it was taken back, or sealed, while it was written, or its asker agrees to training no more. Who agreed is
     * what {@link Candidates#AGREED} says, asked again here of the episodes that were written: change both together.
     */
    static final String READY = """
            UPDATE dataset SET state = 'READY', lease = NULL, lease_until = NULL, ended_at = clock_timestamp(), done = total,
                episodes = $3, archive = $4, size_bytes = $5, sha256 = $6, manifest = $7
            WHERE id = $1 AND state = 'RUNNING' AND lease = $2 AND NOT EXISTS (SELECT FROM episode
                WHERE id = ANY ($8::uuid[]) AND (withdrawn_at IS NOT NULL OR sealed_by IS NOT NULL))
            AND (format <> 'LEROBOT_V3' OR NOT EXISTS (SELECT FROM episode e LEFT JOIN study s ON s.id = e.author
                LEFT JOIN person sp ON s.submitter = '@' || sp.login
                WHERE e.id = ANY ($8::uuid[]) AND NOT coalesce((SELECT training FROM consent
                    WHERE author = coalesce(sp.id, e.author) ORDER BY id DESC LIMIT 1), FALSE)))""";

    private static final String REMEMBER =
            "INSERT INTO dataset_episode (dataset_id, episode_id) SELECT $1::uuid, unnest($2::uuid[])";

    static final String AGAIN = """
            UPDATE dataset SET state = 'QUEUED', lease = NULL, lease_until = clock_timestamp() + $3 * interval '1 millisecond'
            WHERE id = $1 AND state = 'RUNNING' AND lease = $2""";

    static final String FAIL = """
            UPDATE dataset SET state = 'FAILED', lease = NULL, ended_at = clock_timestamp(), problem = $3
            WHERE id = $1 AND state = 'RUNNING' AND lease = $2""";

    private final Pool postgres;
    private final DatasetRows datasets;

    @Inject
    DatasetLeases(Pool postgres, DatasetRows datasets) {
        this.postgres = postgres;
        this.datasets = datasets;
    }

    /** One that this replica may write as long as it keeps its lease. */
    record Claim(DatasetData dataset, UUID lease, int attempt) {
        String archiveKey() {
            return dataset.id() + "/" + attempt + "/" + dataset.fileName();
        }
    }

    /** The next that waits, or whose writer was killed. */
    Uni<Optional<Claim>> claim(Duration lease) {
        UUID token = UUID.randomUUID();
        return postgres.preparedQuery(GIVE_UP)
                .execute(Tuple.of(MOST_ATTEMPTS))
                .chain(() -> postgres.preparedQuery(CLAIM)
                        .execute(Tuple.of(token, (double) lease.toMillis(), MOST_ATTEMPTS)))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(claimed(rows, token)));
    }

    private Claim claimed(RowSet<Row> rows, UUID token) {
        Row row = rows.iterator().next();
        return new Claim(datasets.data(row, 1), token, row.getInteger(0));
    }

    /** @return false when somebody else has it, or nobody wants it any more */
    Uni<Boolean> renew(Claim claim, Duration lease, long done, long total) {
        return changed(
                RENEW, Tuple.of(claim.dataset().id().value(), claim.lease(), (double) lease.toMillis(), done, total));
    }

    /** @return false, and nothing is changed, when the lease is gone or an episode must not be in it any more */
    Uni<Boolean> ready(Claim claim, DatasetData.Archive archive, String manifest, UUID[] episodes) {
        Tuple values = Tuple.tuple()
                .addUUID(claim.dataset().id().value())
                .addUUID(claim.lease())
                .addLong((long) episodes.length)
                .addString(archive.key())
                .addLong(archive.sizeBytes())
                .addString(archive.sha256())
                .addString(manifest)
                .addArrayOfUUID(episodes);
        return postgres.withTransaction(transaction -> transaction
                .preparedQuery(READY)
                .execute(values)
                .chain(done -> done.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : transaction
                                .preparedQuery(REMEMBER)
                                .execute(Tuple.tuple()
                                        .addUUID(claim.dataset().id().value())
                                        .addArrayOfUUID(episodes))
                                .replaceWith(true)));
    }

    Uni<Boolean> again(Claim claim, Duration after) {
        return changed(AGAIN, Tuple.of(claim.dataset().id().value(), claim.lease(), (double) after.toMillis()));
    }

    Uni<Boolean> fail(Claim claim, String problem) {
        return changed(FAIL, Tuple.of(claim.dataset().id().value(), claim.lease(), problem));
    }

    private Uni<Boolean> changed(String statement, Tuple values) {
        return postgres.preparedQuery(statement).execute(values).map(rows -> rows.rowCount() > 0);
    }
}
