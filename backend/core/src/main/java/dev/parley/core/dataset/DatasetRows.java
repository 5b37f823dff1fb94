package dev.parley.core.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.PersonId;
import dev.parley.core.account.NetworkConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code dataset}, as they are read, fetched and not wanted any more; {@link DatasetLeases} has them written and
 * {@link DatasetKeeping} ended. Where a picture is refused or taken back, {@code PictureStates} changes them too, in the same transaction.
 */
@ApplicationScoped
class DatasetRows {
    static final String COLUMNS =
            "id, number, format, filter, made_by, state, as_of, created_at, ended_at, done, total,"
                    + " episodes, archive, size_bytes, sha256, problem, fetched_at";

    private static final String FIND = "SELECT " + COLUMNS + " FROM dataset WHERE id = $1";

    private static final String LIST = "SELECT " + COLUMNS + " FROM dataset WHERE ($1::bigint IS NULL OR number < $1)"
            + " AND (state IN ('QUEUED', 'RUNNING', 'READY', 'EXPIRED', 'RECALLED') OR made_by = $2) ORDER BY number DESC LIMIT $3";

    private static final String HAS_OPEN =
            "SELECT EXISTS (SELECT FROM dataset WHERE made_by = $1 AND state IN ('QUEUED', 'RUNNING'))";

    private static final String KEPT_BY =
            "SELECT coalesce(sum(size_bytes), 0)::bigint FROM dataset WHERE made_by = $1 AND state = 'READY'";

    /** Once an hour is as good as each time. */
    private static final String FETCHED = "UPDATE dataset SET fetched_at = clock_timestamp() WHERE id = $1"
            + " AND state = 'READY' AND coalesce(fetched_at < clock_timestamp() - interval '1 hour', TRUE)";

    private static final String MANIFEST =
            "SELECT manifest FROM dataset WHERE id = $1 AND state IN ('READY', 'EXPIRED')";

    static final String CANCEL = "UPDATE dataset SET state = 'CANCELLED', lease = NULL, ended_at = clock_timestamp()"
            + " WHERE id = $1 AND state IN ('QUEUED', 'RUNNING', 'READY') RETURNING " + COLUMNS;

    private static final TypeReference<Map<String, String>> TOLD = new TypeReference<>() {};

    private final Pool postgres;
    private final ObjectMapper json;
    private final String origin;
    private final Duration keep;

    @Inject
    DatasetRows(Pool postgres, ObjectMapper json, NetworkConfig network, DatasetConfig config) {
        this.postgres = postgres;
        origin = network.publicOrigins().map(List::getFirst).orElse("");
        this.json = json;
        keep = config.keep();
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

    /** Bytes of the archives that are kept for whoever asked for them. */
    Uni<Long> keptBy(PersonId maker) {
        return postgres.preparedQuery(KEPT_BY)
                .execute(Tuple.of(maker.value()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Somebody takes it home: it is kept so much longer. */
    Uni<Void> fetched(DatasetId id) {
        return postgres.preparedQuery(FETCHED).execute(Tuple.of(id.value())).replaceWithVoid();
    }

    Uni<Optional<String>> manifest(DatasetId id) {
        return postgres.preparedQuery(MANIFEST)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString(0)));
    }

    Uni<Optional<DatasetData>> cancel(DatasetId id) {
        return one(CANCEL, Tuple.of(id.value()));
    }

    private Uni<Optional<DatasetData>> one(String statement, Tuple values) {
        return postgres.preparedQuery(statement)
                .execute(values)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(data(rows.iterator().next(), 0)));
    }

    /** @param at which of the row's columns is the first of {@link #COLUMNS} */
    DatasetData data(Row row, int at) {
        String key = row.getString(at + 12);
        DatasetState state = DatasetState.valueOf(row.getString(at + 5));
        Optional<Instant> ended =
                Optional.ofNullable(row.getOffsetDateTime(at + 8)).map(OffsetDateTime::toInstant);
        DatasetId id = new DatasetId(row.getUUID(at));
        return new DatasetData(
                id,
                row.getLong(at + 1),
                DatasetFormat.valueOf(row.getString(at + 2)),
                filter(row.getString(at + 3)),
                new PersonId(row.getUUID(at + 4)),
                state,
                row.getOffsetDateTime(at + 6).toInstant(),
                row.getOffsetDateTime(at + 7).toInstant(),
                ended,
                row.getLong(at + 9),
                row.getLong(at + 10),
                row.getLong(at + 11) == null ? OptionalLong.empty() : OptionalLong.of(row.getLong(at + 11)),
                key == null
                        ? Optional.empty()
                        : Optional.of(new DatasetData.Archive(key, row.getLong(at + 13), row.getString(at + 14))),
                Optional.ofNullable(row.getString(at + 14)),
                state == DatasetState.READY
                        ? Optional.ofNullable(row.getOffsetDateTime(at + 16))
                                .map(OffsetDateTime::toInstant)
                                .or(() -> ended)
                                .map(last -> last.plus(keep))
                        : Optional.empty(),
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
