package dev.parley.core.canary;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.core.episode.EndReason;
import dev.parley.core.turn.PinnedConditions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Rows of {@code canary} and what its days came to. */
final class CanaryRows {
    /** The columns that {@link #canary} reads, of a table called c; they must be the first of the row. */
    static final String CANARY =
            "c.id, c.station_id, c.policy_name, c.policy_digest, c.scene_id, c.task_id, c.instruction,"
                    + " c.conditions, c.seeds, c.at_time, c.zone, c.task_reading, c.max_steps, c.set_by, c.reason, c.set_at,"
                    + " c.baseline_from, c.due_at, c.verdict, c.worse_since";

    static final int WIDTH = 20;

    private static final String INSERT = """
            INSERT INTO canary (id, station_id, policy_name, policy_digest, scene_id, task_id, task_reading, instruction,
                conditions, seeds, max_steps, at_time, zone, set_by, reason, set_at, baseline_from, due_at, verdict)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 'LEARNING')""";

    /**
     * A try counts by the last attempt at it. The scene's judge says what was achieved; where it does not judge, the operator does.
     * $2: the end reasons that count, $3: those of them that are the policy's own.
     */
    private static final String DAYS = """
            SELECT n.day,
                count(*) FILTER (WHERE n.kind = 'DONE'), count(*) FILTER (WHERE n.kind = 'FAILED'),
                count(*) FILTER (WHERE n.kind = 'LEFT_OUT'), count(*) FILTER (WHERE n.kind = 'UNJUDGED'),
                count(*) FILTER (WHERE n.kind = 'OPEN'), count(*) FILTER (WHERE n.kind = 'NOT_RUN'),
                array_agg(n.episode ORDER BY n.number) FILTER (WHERE n.episode IS NOT NULL)
            FROM (SELECT x.day, x.number, e.id AS episode,
                    CASE WHEN t.state IN ('WAITING', 'HELD', 'ASSIGNED') THEN 'OPEN'
                         WHEN e.id IS NULL THEN 'NOT_RUN'
                         WHEN e.state = 'LOST' OR e.end_reason IS NULL OR NOT (e.end_reason = ANY ($2)) THEN 'LEFT_OUT'
                         WHEN e.end_reason = ANY ($3) THEN 'FAILED'
                         ELSE CASE coalesce(nullif(s.result, 'NOT_SCORED'), nullif(o.result, 'NOT_SCORED'))
                             WHEN 'SUCCESS' THEN 'DONE' WHEN 'PARTIAL' THEN 'FAILED' WHEN 'FAILURE' THEN 'FAILED'
                             ELSE 'UNJUDGED' END
                    END AS kind
                FROM canary_try x JOIN turn t ON t.id = x.turn_id
                LEFT JOIN LATERAL (
                    SELECT * FROM episode one WHERE one.prompt_id = t.prompt_id AND one.turn_id = t.id
                    ORDER BY one.attempt DESC LIMIT 1) e ON true
                LEFT JOIN outcome s ON s.episode_id = e.id AND s.judge = 'scene'
                LEFT JOIN outcome o ON o.episode_id = e.id AND o.judge = 'operator'
                WHERE x.canary_id = $1 AND x.day > $4) AS n
            GROUP BY n.day ORDER BY n.day""";

    private static final String[] COUNTING = EndReason.names(EndReason.Cause.TASK, EndReason.Cause.POLICY);
    private static final String[] OWN = EndReason.names(EndReason.Cause.POLICY);

    private CanaryRows() {}

    static Uni<Void> insert(SqlClient transaction, CanaryData canary) {
        CanaryPlan plan = canary.plan();
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addUUID(canary.id())
                        .addUUID(canary.station().value())
                        .addString(plan.policyName())
                        .addString(plan.policyDigest())
                        .addString(plan.sceneId())
                        .addString(plan.taskId())
                        .addString(canary.taskReading())
                        .addString(plan.instruction())
                        .addString(PinnedConditions.written(plan.conditions()))
                        .addArrayOfLong(plan.seeds().toArray(Long[]::new))
                        .addInteger(canary.maxSteps())
                        .addLocalTime(plan.at())
                        .addString(plan.zone().getId())
                        .addString(canary.setBy())
                        .addString(canary.reason())
                        .addOffsetDateTime(canary.setAt().atOffset(ZoneOffset.UTC))
                        .addLocalDate(canary.baselineFrom())
                        .addOffsetDateTime(canary.dueAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** The one that runs at a station, kept from changing until the transaction ends. */
    static Uni<Optional<CanaryData>> lock(SqlClient transaction, StationId station) {
        return one(
                transaction,
                "WHERE c.station_id = $1 AND c.ended_at IS NULL FOR UPDATE OF c",
                Tuple.of(station.value()));
    }

    static Uni<Optional<CanaryData>> running(SqlClient client, StationId station) {
        return one(client, "WHERE c.station_id = $1 AND c.ended_at IS NULL", Tuple.of(station.value()));
    }

    static Uni<Optional<CanaryData>> one(SqlClient client, String which, Tuple values) {
        return all(client, which, values).map(found -> found.stream().findFirst());
    }

    static Uni<List<CanaryData>> all(SqlClient client, String which, Tuple values) {
        return client.preparedQuery("SELECT " + CANARY + " FROM canary c " + which)
                .execute(values)
                .map(rows -> {
                    List<CanaryData> found = new ArrayList<>();
                    rows.forEach(row -> found.add(canary(row)));
                    return List.copyOf(found);
                });
    }

    /** @param after only newer days */
    static Uni<List<CanaryDay>> days(SqlClient client, UUID canary, LocalDate after) {
        return client.preparedQuery(DAYS)
                .execute(Tuple.tuple()
                        .addUUID(canary)
                        .addArrayOfString(COUNTING)
                        .addArrayOfString(OWN)
                        .addLocalDate(after))
                .map(rows -> {
                    List<CanaryDay> days = new ArrayList<>();
                    rows.forEach(row -> days.add(day(row)));
                    return List.copyOf(days);
                });
    }

    static CanaryData canary(Row row) {
        CanaryPlan plan = new CanaryPlan(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                PinnedConditions.read(row.getString(7)),
                Arrays.asList(row.getArrayOfLongs(8)),
                row.getLocalTime(9),
                ZoneId.of(row.getString(10)));
        return new CanaryData(
                row.getUUID(0),
                new StationId(row.getUUID(1)),
                plan,
                row.getString(11),
                row.getInteger(12),
                row.getString(13),
                row.getString(14),
                at(row, 15),
                row.getLocalDate(16),
                at(row, 17),
                CanaryDrift.Verdict.valueOf(row.getString(18)),
                Optional.ofNullable(row.getLocalDate(19)));
    }

    private static CanaryDay day(Row row) {
        UUID[] episodes = row.getArrayOfUUIDs(7);
        return new CanaryDay(
                row.getLocalDate(0),
                row.getInteger(1),
                row.getInteger(2),
                row.getInteger(3),
                row.getInteger(4),
                row.getInteger(5),
                row.getInteger(6),
                episodes == null
                        ? List.of()
                        : Stream.of(episodes).map(EpisodeId::new).toList());
    }

    private static Instant at(Row row, int column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
