package dev.parley.core.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.PersonId;
import dev.parley.core.account.NetworkConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code dataset}. Every change of a state is one statement that names the state and the lease it comes from. */
@ApplicationScoped
class DatasetRows {
    /** So often a data set may be begun: a server that is killed each time must not be kept busy with it for ever. */
    static final int MOST_ATTEMPTS = 5;

    private static final String COLUMNS =
            "id, number, format, filter, made_by, state, as_of, created_at, ended_at, done, total,"
                    + " episodes, archive, size_bytes, sha256, problem";

    private static final String FIND = "SELECT " + COLUMNS + " FROM dataset WHERE id = $1";

    private static final String LIST = "SELECT " + COLUMNS + " FROM dataset WHERE ($1::bigint IS NULL OR number < $1)"
            + " AND (state IN ('QUEUED', 'RUNNING', 'READY', 'RECALLED') OR made_by = $2) ORDER BY number DESC LIMIT $3";

    private static final String HAS_OPEN =
            "SELECT EXISTS (SELECT FROM dataset WHERE made_by = $1 AND state IN ('QUEUED', 'RUNNING'))";

    private static final String MANIFEST = "SELECT manifest FROM dataset WHERE id = $1 AND state = 'READY'";

    private static final String CLAIM = """
            UPDATE dataset SET state = 'RUNNING', lease = $1, attempts = attempts + 1, done = 0,
                lease_until = clock_timestamp() + $2 * interval '1 millisecond'
            WHERE id = (SELECT id FROM dataset WHERE (state = 'QUEUED' AND coalesce(lease_until <= clock_timestamp(), TRUE))
                    OR (state = 'RUNNING' AND lease_until < clock_timestamp() AND attempts < $3)
                ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING attempts, """ + " " + COLUMNS;

    /** Whoever took it was stopped again and again. */
    private static final String GIVE_UP = """
            UPDATE dataset SET state = 'FAILED', lease = NULL, ended_at = clock_timestamp(),
                problem = 'The server was stopped again and again while it wrote this. Ask for it anew.'
            WHERE state = 'RUNNING' AND lease_until < clock_timestamp() AND attempts >= $1""";

    private static final String RENEW = """
            UPDATE dataset SET lease_until = clock_timestamp() + $3 * interval '1 millisecond', done = $4, total = $5
            WHERE id = $1 AND state = 'RUNNING' AND lease = $2""";

    /** Not when something in it was taken back, or sealed, while it was written, or its asker agrees to training no more. */
    private static final String READY = """
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

    private static final String AGAIN = """
            UPDATE dataset SET state = 'QUEUED', lease = NULL, lease_until = clock_timestamp() + $3 * interval '1 millisecond'
            WHERE id = $1 AND state = 'RUNNING' AND lease = $2""";

    private static final String FAIL = """
            UPDATE dataset SET state = 'FAILED', lease = NULL, ended_at = clock_timestamp(), problem = $3
            WHERE id = $1 AND state = 'RUNNING' AND lease = $2""";

    private static final String CANCEL =
            "UPDATE dataset SET state = 'CANCELLED', lease = NULL, ended_at = clock_timestamp()"
                    + " WHERE id = $1 AND state IN ('QUEUED', 'RUNNING', 'READY') RETURNING " + COLUMNS;

    private static final String RECALL = """
            UPDATE dataset SET state = 'RECALLED' WHERE state = 'READY' AND id IN (
                SELECT de.dataset_id FROM episode e JOIN dataset_episode de ON de.episode_id = e.id
                WHERE e.withdrawn_at IS NOT NULL)""";

    /** Also of those that never became ready: a writer may have been killed between its last two steps. */
    private static final String TO_ERASE = """
            SELECT id FROM dataset WHERE erased_at IS NULL AND state IN ('CANCELLED', 'RECALLED', 'FAILED')
                AND coalesce(lease_until < clock_timestamp(), TRUE) ORDER BY ended_at DESC NULLS LAST LIMIT 20""";

    private static final String ERASED =
            "UPDATE dataset SET archive = NULL, manifest = NULL, erased_at = clock_timestamp() WHERE id = $1";

    private static final String FORGET = "DELETE FROM dataset_episode WHERE dataset_id = $1";

    private static final TypeReference<Map<String, String>> TOLD = new TypeReference<>() {};

    private final Pool postgres;
    private final ObjectMapper json;
    private final String origin;

    @Inject
    DatasetRows(Pool postgres, ObjectMapper json, NetworkConfig network) {
        this.postgres = postgres;
        origin = network.publicOrigins().map(List::getFirst).orElse("");
        this.json = json;
    }

    /** One that this replica may write as long as it keeps its lease. */
    record Claim(DatasetData dataset, UUID lease, int attempt) {
        String archiveKey() {
            return dataset.id() + "/" + attempt + "/" + dataset.fileName();
        }
    }

    Uni<Optional<DatasetData>> find(DatasetId id) {
        return one(FIND, Tuple.of(id.value()));
    }

    Uni<List<DatasetData>> list(@Nullable PersonId reader, OptionalLong before, int atMost) {
        return postgres.preparedQuery(LIST)
                .execute(Tuple.tuple()
                        .addLong(before.isPresent() ? (Long) before.getAsLong() : null)
                        .addUUID(reader == null ? null : reader.value())
                        .addInteger(atMost))
                .map(rows -> {
                    List<DatasetData> found = new ArrayList<>();
                    rows.forEach(row -> found.add(data(row, 0)));
                    return List.copyOf(found);
                });
    }

    Uni<Boolean> hasOpen(PersonId maker) {
        return postgres.preparedQuery(HAS_OPEN)
                .execute(Tuple.of(maker.value()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<Optional<String>> manifest(DatasetId id) {
        return postgres.preparedQuery(MANIFEST)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString(0)));
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
        return new Claim(data(row, 1), token, row.getInteger(0));
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

    Uni<Optional<DatasetData>> cancel(DatasetId id) {
        return one(CANCEL, Tuple.of(id.value()));
    }

    /** Takes those down in which something was taken back. */
    Uni<Integer> recall() {
        return postgres.preparedQuery(RECALL).execute().map(RowSet::rowCount);
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

    private Uni<Boolean> changed(String statement, Tuple values) {
        return postgres.preparedQuery(statement).execute(values).map(rows -> rows.rowCount() > 0);
    }

    private Uni<Optional<DatasetData>> one(String statement, Tuple values) {
        return postgres.preparedQuery(statement)
                .execute(values)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(data(rows.iterator().next(), 0)));
    }

    private DatasetData data(Row row, int at) {
        String key = row.getString(at + 12);
        DatasetId id = new DatasetId(row.getUUID(at));
        return new DatasetData(
                id,
                row.getLong(at + 1),
                DatasetFormat.valueOf(row.getString(at + 2)),
                filter(row.getString(at + 3)),
                new PersonId(row.getUUID(at + 4)),
                DatasetState.valueOf(row.getString(at + 5)),
                row.getOffsetDateTime(at + 6).toInstant(),
                row.getOffsetDateTime(at + 7).toInstant(),
                Optional.ofNullable(row.getOffsetDateTime(at + 8)).map(OffsetDateTime::toInstant),
                row.getLong(at + 9),
                row.getLong(at + 10),
                row.getLong(at + 11) == null ? OptionalLong.empty() : OptionalLong.of(row.getLong(at + 11)),
                key == null
                        ? Optional.empty()
                        : Optional.of(new DatasetData.Archive(key, row.getLong(at + 13), row.getString(at + 14))),
                origin + "/data#" + id,
                Optional.ofNullable(row.getString(at + 15)));
    }

    private DatasetFilter filter(String told) {
        try {
            return DatasetFilter.of(json.readValue(told, TOLD));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a data set's filter is no map of texts", e);
        }
    }

    String written(DatasetFilter filter) {
        try {
            return json.writeValueAsString(filter.told());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is JSON", e);
        }
    }
}
