package dev.parley.core.dataset;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.core.dataset.row.ExportRow;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which episodes go into a data set: <b>the one place that decides it</b>. Nothing that was taken back and nothing that a blind comparison
 * keeps secret, ever, nor what a station is asked day by day to see whether it still does as usual. Into training data only what its asker agreed to - for a study, whoever submitted it - and no family of prompts that
 * is held out.
 */
@ApplicationScoped
class Candidates {
    static final int A_PAGE = 500;

    private static final String FROM = """
             FROM episode e
             JOIN turn t ON t.id = e.turn_id
             JOIN policy_version pv ON pv.name = e.policy_name AND pv.digest = e.policy_digest
             LEFT JOIN prompt_saying ps ON ps.prompt_id = e.prompt_id
             LEFT JOIN goal_image gi ON gi.id = e.goal_image
             LEFT JOIN study s ON s.id = e.author
             LEFT JOIN person sp ON s.submitter = '@' || sp.login
             CROSS JOIN LATERAL (SELECT CASE WHEN e.instruction IS NOT NULL THEN ps.family_id
                 ELSE 'picture:' || left(encode(sha256(convert_to(coalesce(e.scene_id || ' ' || e.task_reading,
                     nullif(gi.sha256, repeat('0', 64))), 'UTF8')), 'hex'), 16) END AS family) f
             LEFT JOIN LATERAL (SELECT training FROM consent WHERE author = coalesce(sp.id, e.author)
                 ORDER BY id DESC LIMIT 1) c ON TRUE
             CROSS JOIN LATERAL (SELECT
                     array_agg(left(name, -4) ORDER BY name) FILTER (WHERE name LIKE '%.mp4') AS cameras,
                     coalesce(sum(size_bytes) FILTER (WHERE name LIKE '%.mp4' OR name = 'steps.pb'), 0)::bigint AS bytes,
                     coalesce(bool_or(name = 'steps.pb'), FALSE) AS steps
                 FROM artifact WHERE episode_id = e.id) m
             WHERE e.ended_at <= $1 AND e.withdrawn_at IS NULL AND e.sealed_by IS NULL
                 AND NOT EXISTS (SELECT FROM canary k WHERE k.id = e.author)
                 AND ($2::text IS NULL OR e.scene_id = $2) AND ($3::text IS NULL OR e.policy_name = $3)
                 AND ($4::text IS NULL OR e.station_kind = $4)
                 AND ($5::timestamptz IS NULL OR e.created_at >= $5) AND ($6::timestamptz IS NULL OR e.created_at < $6)
                 AND ($7::text IS NULL OR EXISTS (SELECT FROM outcome o
                     WHERE o.episode_id = e.id AND o.judge = 'scene' AND o.result = $7))
                 AND ($8::uuid IS NULL OR s.id = $8)""";

    /** {@link DatasetLeases#READY} asks the same once more when all is written: change both together. */
    static final String AGREED = "coalesce(c.training, FALSE)";

    private static final String NOT_HELD_OUT = "(f.family IS NOT NULL AND NOT held_out(f.family))";

    /** With everything that a row of steps needs, and ended by the task or the policy. */
    private static final String WHOLE = "(m.steps AND m.cameras IS NOT NULL AND e.end_reason IN"
            + " ('TASK_DONE', 'STEP_LIMIT', 'TIME_LIMIT', 'POLICY_FAULT', 'ENVELOPE'))";

    private static final String FOR_TRAINING = AGREED + " AND " + NOT_HELD_OUT + " AND " + WHOLE;

    private static final String COLUMNS = """
            SELECT e.id, e.fence, e.prompt_id, e.station_id, e.station_name, e.station_kind, e.created_at, e.ended_at, e.state,
                e.end_reason, e.scene_id, e.task_id, e.task_reading, e.instruction, e.goal_image, e.policy_name, e.policy_digest,
                pv.kind, pv.embodiment, e.seed, e.conditions, e.attempt, e.steps, e.control_hz, e.detector_name,
                e.detector_probability, f.family, coalesce(held_out(f.family), FALSE), coalesce(c.training, FALSE),
                e.author, s.id, t.comparison_id, m.cameras, m.bytes,
                (SELECT array_agg(o.judge || ' ' || o.result || ' ' || coalesce(o.progress::text, '-') || ' '
                    || coalesce(o.votes::text, '-')) FROM outcome o WHERE o.episode_id = e.id),
                e.certificate_digest""";

    private static final String PAGE =
            " AND (e.created_at, e.id) > ($9, $10) ORDER BY e.created_at, e.id LIMIT " + A_PAGE;

    private static final String COUNT =
            "SELECT count(*), count(*) FILTER (WHERE NOT " + AGREED + "), count(*) FILTER (WHERE "
                    + AGREED + " AND NOT " + NOT_HELD_OUT + "), count(*) FILTER (WHERE " + FOR_TRAINING
                    + "), coalesce(sum(m.bytes) FILTER (WHERE " + FOR_TRAINING + "), 0)::bigint";

    private final Pool postgres;

    @Inject
    Candidates(Pool postgres) {
        this.postgres = postgres;
    }

    /** The last row of a page, after which the next one begins. */
    record Mark(OffsetDateTime createdAt, UUID id) {
        static final Mark BEFORE_ALL = new Mark(Instant.EPOCH.atOffset(ZoneOffset.UTC), new UUID(0, 0));
    }

    /** Some rows in the order in which they began; the last page is the one that is not full. */
    Uni<List<ExportRow>> page(
            DatasetFormat format, DatasetFilter filter, Instant asOf, Mark after, Function<UUID, String> askers) {
        String query = COLUMNS + "\n" + FROM + (format.forTraining() ? " AND " + FOR_TRAINING : "") + PAGE;
        return postgres.preparedQuery(query)
                .execute(values(filter, asOf)
                        .addOffsetDateTime(after.createdAt())
                        .addUUID(after.id()))
                .map(found -> {
                    List<ExportRow> rows = new ArrayList<>(found.size());
                    found.forEach(row -> rows.add(row(row, askers)));
                    return rows;
                });
    }

    static Mark mark(ExportRow row) {
        return new Mark(row.createdAt().atOffset(ZoneOffset.UTC), row.id().value());
    }

    Uni<Estimate> count(DatasetFormat format, DatasetFilter filter, Instant asOf) {
        return postgres.preparedQuery(COUNT + "\n" + FROM)
                .execute(values(filter, asOf))
                .map(rows -> rows.iterator().next())
                .map(row -> {
                    long all = row.getLong(0);
                    if (!format.forTraining()) {
                        return new Estimate(all, all, 0, 0, 0, all * BYTES_A_ROW);
                    }
                    long notAgreed = row.getLong(1);
                    long heldOut = row.getLong(2);
                    long taken = row.getLong(3);
                    return new Estimate(
                            all, taken, notAgreed, heldOut, all - notAgreed - heldOut - taken, row.getLong(4));
                });
    }

    private static final int BYTES_A_ROW = 700;

    private static Tuple values(DatasetFilter filter, Instant asOf) {
        return Tuple.tuple()
                .addOffsetDateTime(asOf.atOffset(ZoneOffset.UTC))
                .addString(filter.sceneId().orElse(null))
                .addString(filter.policyName().orElse(null))
                .addString(filter.stationKind().map(StationKind::name).orElse(null))
                .addOffsetDateTime(utc(filter.from()))
                .addOffsetDateTime(utc(filter.until()))
                .addString(filter.result().map(Outcome.Result::name).orElse(null))
                .addUUID(filter.study().map(study -> study.value()).orElse(null));
    }

    private static @Nullable OffsetDateTime utc(Optional<Instant> at) {
        return at.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    private static ExportRow row(Row row, Function<UUID, String> askers) {
        String[] cameras = row.getArrayOfStrings(32);
        return new ExportRow(
                new EpisodeId(row.getUUID(0)),
                new Fence(row.getLong(1)),
                row.getUUID(2).toString(),
                new StationId(row.getUUID(3)),
                row.getString(4),
                row.getString(5),
                row.getOffsetDateTime(6).toInstant(),
                row.getOffsetDateTime(7).toInstant(),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                text(row.getUUID(14)),
                row.getString(15),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                row.getLong(19),
                row.getString(20),
                row.getInteger(21),
                row.getInteger(22),
                row.getDouble(23),
                row.getString(24),
                row.getDouble(25),
                Optional.ofNullable(row.getString(26)),
                row.getBoolean(27),
                row.getBoolean(28),
                askers.apply(row.getUUID(29)),
                text(row.getUUID(30)),
                text(row.getUUID(31)),
                Optional.ofNullable(row.getString(35)),
                said(row.getArrayOfStrings(34)),
                cameras == null ? List.of() : List.of(cameras),
                row.getLong(33));
    }

    private static List<ExportRow.@Nullable Said> said(String @Nullable [] all) {
        ExportRow.@Nullable Said[] said = new ExportRow.@Nullable Said[ExportRow.JUDGES.size()];
        for (String each : all == null ? new String[0] : all) {
            String[] parts = each.split(" ");
            int place = ExportRow.JUDGES.indexOf(parts[0]);
            if (place >= 0) {
                said[place] = new ExportRow.Said(
                        Outcome.Result.valueOf(parts[1]),
                        parts[2].equals("-") ? null : (Double) Double.parseDouble(parts[2]),
                        parts[3].equals("-") ? null : (Integer) Integer.parseInt(parts[3]));
            }
        }
        return Arrays.asList(said);
    }

    private static Optional<String> text(@Nullable UUID id) {
        return Optional.ofNullable(id).map(UUID::toString);
    }
}
