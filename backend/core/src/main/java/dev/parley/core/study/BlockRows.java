package dev.parley.core.study;

import dev.parley.contracts.StationId;
import dev.parley.contracts.StudyId;
import dev.parley.core.episode.EndReason;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.PinnedConditions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code study_block}, and the items that each of them is. */
final class BlockRows {
    private static final String BLOCKS = "SELECT number, one, other, other_is_first, propensity, state,"
            + " coalesce(one_done, false), coalesce(other_done, false) FROM study_block WHERE study_id = $1"
            + " AND number >= $2 ORDER BY number LIMIT $3";

    /**
     * Items of open blocks. $2: the end reasons that count, $3: the judge, $4: the end reasons that are the policy's doing, which
     * is not done where the judge says nothing. The scene has said what it says by the time an episode has ended.
     */
    private static final String LABELS = "SELECT i.number, " + StudyReads.STATE
            + ", coalesce(o.result, CASE WHEN e.end_reason = ANY ($4) OR $3::text = 'scene' THEN 'FAILURE' END) "
            + StudyReads.ATTEMPTS.replace("'scene'", "$3::text")
            + " JOIN study_block b ON b.study_id = i.study_id AND b.number = i.number / 2"
            + " WHERE i.study_id = $1 AND b.state = 'OPEN' ORDER BY i.number";

    /** Numbers rise without a gap, and blocks never open again. */
    private static final String COUNT =
            "SELECT coalesce((SELECT max(number) + 1 FROM study_block WHERE study_id = $1), 0),"
                    + " (SELECT count(*) FROM study_block WHERE study_id = $1 AND state = 'OPEN')";

    private static final String SETTLE = """
            UPDATE study_block b SET state = n.state, one_done = n.one, other_done = n.other
            FROM unnest($2::int[], $3::text[], $4::boolean[], $5::boolean[]) AS n (number, state, one, other)
            WHERE b.study_id = $1 AND b.number = n.number AND b.state = 'OPEN'""";

    private static final String INSERT =
            "INSERT INTO study_block (study_id, number, one, other, other_is_first, propensity, state)"
                    + " VALUES ($1, $2, $3, $4, $5, $6, 'OPEN')";

    private static final String INSERT_ITEM = "INSERT INTO study_item (study_id, number, policy_name, policy_digest,"
            + " scene_id, task_id, task_reading, instruction, seed, conditions, max_steps, station_id, wanted_body)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    private static final String[] OWN = EndReason.names(EndReason.Cause.POLICY);

    private BlockRows() {}

    /**
     * How many blocks there are. While neither changes, no block does: the one only rises, and with it unchanged the other only falls.
     *
     * @param open of those that were drawn
     */
    record Count(int drawn, int open) {}

    static Uni<Count> count(SqlClient client, StudyId study) {
        return client.preparedQuery(COUNT).execute(Tuple.of(study.value())).map(rows -> {
            Row row = rows.iterator().next();
            return new Count(row.getInteger(0), row.getInteger(1));
        });
    }

    /** In the order in which they were drawn. */
    static Uni<List<StudyBlock>> all(SqlClient client, StudyId study) {
        return page(client, study, 0, Studies.MOST_ITEMS);
    }

    static Uni<List<StudyBlock>> page(SqlClient client, StudyId study, int from, int atMost) {
        return client.preparedQuery(BLOCKS)
                .execute(Tuple.of(study.value(), from, atMost))
                .map(rows -> {
                    List<StudyBlock> blocks = new ArrayList<>(rows.size());
                    rows.forEach(row -> blocks.add(block(row)));
                    return blocks;
                });
    }

    private static StudyBlock block(Row row) {
        return new StudyBlock(
                row.getInteger(0),
                row.getInteger(1),
                row.getInteger(2),
                row.getBoolean(3),
                row.getDouble(4),
                StudyBlock.State.valueOf(row.getString(5)),
                row.getBoolean(6),
                row.getBoolean(7));
    }

    /** What is known of one item of an open block. */
    record Label(int item, StudyEpisode.State state, Optional<String> result) {}

    static Uni<List<Label>> labels(SqlConnection transaction, StudyId study, StudyPlan plan) {
        return transaction
                .preparedQuery(LABELS)
                .execute(Tuple.tuple()
                        .addUUID(study.value())
                        .addArrayOfString(StudyReads.COUNTING)
                        .addString(plan.judge().row())
                        .addArrayOfString(OWN))
                .map(rows -> {
                    List<Label> labels = new ArrayList<>(rows.size());
                    rows.forEach(row -> labels.add(new Label(
                            row.getInteger(0),
                            StudyEpisode.State.valueOf(row.getString(1)),
                            Optional.ofNullable(row.getString(2)))));
                    return labels;
                });
    }

    static Uni<Void> settle(SqlConnection transaction, StudyId study, List<StudyBlock> settled) {
        if (settled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(SETTLE)
                .execute(Tuple.tuple()
                        .addUUID(study.value())
                        .addArrayOfInteger(
                                settled.stream().map(StudyBlock::number).toArray(Integer[]::new))
                        .addArrayOfString(settled.stream()
                                .map(each -> each.state().name())
                                .toArray(String[]::new))
                        .addArrayOfBoolean(settled.stream()
                                .map(each -> judged(each) ? (Boolean) each.oneDone() : null)
                                .toArray(Boolean[]::new))
                        .addArrayOfBoolean(settled.stream()
                                .map(each -> judged(each) ? (Boolean) each.otherDone() : null)
                                .toArray(Boolean[]::new)))
                .replaceWithVoid();
    }

    private static boolean judged(StudyBlock block) {
        return block.state() == StudyBlock.State.JUDGED;
    }

    /** A block with its two items. */
    static Uni<Void> insert(SqlConnection transaction, StudyId study, PlannedStudy planned, StudyBlock block) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        study.value(),
                        block.number(),
                        block.one(),
                        block.other(),
                        block.otherIsFirst(),
                        block.propensity()))
                .chain(() -> transaction
                        .preparedQuery(INSERT_ITEM)
                        .executeBatch(List.of(item(study, planned, block, false), item(study, planned, block, true))))
                .replaceWithVoid();
    }

    private static Tuple item(StudyId study, PlannedStudy planned, StudyBlock block, boolean ofOther) {
        StudyPlan plan = planned.plan();
        int policy = ofOther ? block.other() : block.one();
        int task = block.number() % plan.tasks().size();
        StudyItem item = plan.item(block.number(), policy);
        return Tuple.tuple()
                .addUUID(study.value())
                .addInteger(block.item(ofOther))
                .addString(item.policyName())
                .addString(item.policyDigest())
                .addString(item.sceneId())
                .addString(item.taskId())
                .addString(planned.readings().get(task))
                .addString(item.instruction().orElse(null))
                .addLong(item.seed())
                .addString(PinnedConditions.written(item.conditions()))
                .addInteger(planned.maxSteps().get(task))
                .addUUID(plan.station(block.number()).map(StationId::value).orElse(null))
                .addString(plan.body().map(WantedBody::name).orElse(null));
    }
}
