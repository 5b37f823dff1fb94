package dev.parley.core.study;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.StudyId;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.PinnedConditions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of {@code study} and {@code study_item}. */
final class StudyRows {
    /** The columns that {@link #study} reads, of a table called s; they must be the first of the row. */
    static final String STUDY = "s.id, s.submitter, s.name, s.items, s.state, s.created_at, s.ended_at";

    /** The columns that {@link #item} reads, of a table called i, {@value #ITEM_WIDTH} of them. */
    static final String ITEM =
            "i.policy_name, i.policy_digest, i.scene_id, i.task_id, i.instruction, i.goal_image, i.seed,"
                    + " i.conditions, i.wanted_body";

    static final int ITEM_WIDTH = 9;

    private static final String INSERT =
            "INSERT INTO study AS s (id, submitter, name, items, items_sha256, state, created_at)"
                    + " VALUES ($1, $2, $3, $4, $5, 'RUNNING', clock_timestamp())"
                    + " ON CONFLICT (submitter, name) DO NOTHING RETURNING " + STUDY;

    private static final String INSERT_ITEMS = """
            INSERT INTO study_item (study_id, number, policy_name, policy_digest, scene_id, task_id, task_reading,
                                    instruction, goal_image, seed, conditions, max_steps, wanted_body)
            SELECT $1, n.number, n.policy, n.digest, n.scene, n.task, n.reading, n.instruction, n.image, n.seed,
                   n.conditions, n.steps, n.body
            FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[],
                        $10::bigint[], $11::text[], $12::int[], $13::text[])
                AS n (number, policy, digest, scene, task, reading, instruction, image, seed, conditions, steps, body)""";

    /**
     * The remote policies that hold a study s up: whose servers answer otherwise now than they did for it, cannot be used, or were
     * not asked since it was submitted. It goes on by itself once they answer as before.
     */
    static final String HELD_UP = """
            SELECT r.name, r.state, r.current_digest IS DISTINCT FROM c.digest
            FROM study_canary c JOIN remote_policy r ON r.name = c.policy
            JOIN remote_version v ON v.policy = c.policy AND v.digest = c.digest
            WHERE c.study_id = s.id
              AND (r.state <> 'READY' OR r.current_digest <> c.digest OR v.checked_at < s.created_at)""";

    /** Of policies that run elsewhere. */
    private static final String REMEMBER_REMOTE = """
            INSERT INTO study_canary (study_id, policy, digest)
            SELECT DISTINCT i.study_id, v.policy, v.digest
            FROM study_item i JOIN remote_version v ON v.policy = i.policy_name AND v.digest = i.policy_digest
            WHERE i.study_id = $1""";

    private StudyRows() {}

    /** The new study with all of its items; empty when the submitter has one of that name. */
    static Uni<Optional<StudyData>> insert(
            SqlConnection transaction, Submitter submitter, String name, List<PlannedItem> items) {
        StudyId id = StudyId.random();
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(id.value(), submitter.name(), name, items.size(), FrozenItems.sha256(items)))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : transaction
                                .preparedQuery(INSERT_ITEMS)
                                .execute(values(id, items))
                                .chain(() -> transaction
                                        .preparedQuery(REMEMBER_REMOTE)
                                        .execute(Tuple.of(id.value())))
                                .replaceWith(
                                        () -> Optional.of(study(rows.iterator().next()))));
    }

    private static Tuple values(StudyId id, List<PlannedItem> items) {
        return Tuple.tuple()
                .addUUID(id.value())
                .addArrayOfInteger(IntStream.range(0, items.size()).boxed().toArray(Integer[]::new))
                .addArrayOfString(texts(items, each -> each.item().policyName()))
                .addArrayOfString(texts(items, each -> each.item().policyDigest()))
                .addArrayOfString(texts(items, each -> each.item().sceneId()))
                .addArrayOfString(texts(items, each -> each.item().taskId()))
                .addArrayOfString(texts(items, PlannedItem::taskReading))
                .addArrayOfString(texts(items, each -> each.item().instruction().orElse(null)))
                .addArrayOfUUID(items.stream()
                        .map(each ->
                                each.item().goalImage().map(GoalImageId::value).orElse(null))
                        .toArray(UUID[]::new))
                .addArrayOfLong(items.stream().map(each -> each.item().seed()).toArray(Long[]::new))
                .addArrayOfString(texts(
                        items, each -> PinnedConditions.written(each.item().conditions())))
                .addArrayOfInteger(items.stream().map(PlannedItem::maxSteps).toArray(Integer[]::new))
                .addArrayOfString(texts(
                        items, each -> each.item().body().map(WantedBody::name).orElse(null)));
    }

    static StudyData study(Row row) {
        return new StudyData(
                new StudyId(row.getUUID(0)),
                row.getString(1),
                row.getString(2),
                row.getInteger(3),
                StudyState.valueOf(row.getString(4)),
                row.getOffsetDateTime(5).toInstant(),
                Optional.ofNullable(row.getOffsetDateTime(6)).map(OffsetDateTime::toInstant));
    }

    /** @param at where in the row {@link #ITEM} begins */
    static StudyItem item(Row row, int at) {
        return new StudyItem(
                row.getString(at),
                row.getString(at + 1),
                row.getString(at + 2),
                row.getString(at + 3),
                Optional.ofNullable(row.getString(at + 4)),
                Optional.ofNullable(row.getUUID(at + 5)).map(GoalImageId::new),
                row.getLong(at + 6),
                PinnedConditions.read(row.getString(at + 7)),
                Optional.ofNullable(row.getString(at + 8)).map(WantedBody::valueOf));
    }

    private static @Nullable String[] texts(List<PlannedItem> items, Function<PlannedItem, @Nullable String> field) {
        return items.stream().map(field).toArray(String[]::new);
    }
}
