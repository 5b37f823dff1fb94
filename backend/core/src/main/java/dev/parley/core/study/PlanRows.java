package dev.parley.core.study;

import dev.parley.contracts.StudyId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of {@code study_plan}. */
final class PlanRows {
    private static final String INSERT =
            "INSERT INTO study AS s (id, submitter, name, items, items_sha256, state, created_at)"
                    + " VALUES ($1, $2, $3, $4, $5, 'RUNNING', clock_timestamp())"
                    + " ON CONFLICT (submitter, name) DO NOTHING RETURNING " + StudyRows.STUDY;

    private static final String INSERT_PLAN =
            "INSERT INTO study_plan (study_id, frozen, most_blocks, follows, version, readings, max_steps)"
                    + " VALUES ($1, $2, $3, $4, $5, $6, $7)";

    /** Policies that run elsewhere, as of studies with items. */
    private static final String REMEMBER_REMOTE = """
            INSERT INTO study_canary (study_id, policy, digest)
            SELECT DISTINCT $1::uuid, v.policy, v.digest
            FROM unnest($2::text[], $3::text[]) AS n (name, digest)
            JOIN remote_version v ON v.policy = n.name AND v.digest = n.digest""";

    private static final String FOLLOWED = """
            SELECT s.submitter, p.version, EXISTS (SELECT FROM study_plan n WHERE n.follows = s.id)
            FROM study s JOIN study_plan p ON p.study_id = s.id WHERE s.id = $1""";

    private static final String PLAN = """
            SELECT p.frozen, s.items_sha256, p.version, p.follows, n.study_id, p.better, p.better_after, p.readings, p.max_steps
            FROM study_plan p JOIN study s ON s.id = p.study_id LEFT JOIN study_plan n ON n.follows = p.study_id
            WHERE p.study_id = $1""";

    private static final String DECIDE = "UPDATE study_plan SET better = $2, better_after = $3 WHERE study_id = $1";

    private static final String END =
            "UPDATE study SET state = $2, ended_at = clock_timestamp() WHERE id = $1 AND state = 'RUNNING'";

    private PlanRows() {}

    /** The new study with its plan; empty when the submitter has one of that name. */
    static Uni<Optional<StudyData>> insert(
            SqlConnection transaction,
            Submitter submitter,
            String name,
            PlanWish wish,
            String frozen,
            List<PlannedItem> samples) {
        StudyId id = StudyId.random();
        return version(transaction, submitter, wish)
                .chain(version -> transaction
                        .preparedQuery(INSERT)
                        .execute(Tuple.of(
                                id.value(),
                                submitter.name(),
                                name,
                                2 * wish.plan().mostBlocks(),
                                FrozenPlan.sha256(frozen)))
                        .chain(rows -> rows.size() == 0
                                ? Uni.createFrom().item(Optional.<StudyData>empty())
                                : insert(transaction, id, wish, frozen, version, samples)
                                        .replaceWith(() -> Optional.of(
                                                StudyRows.study(rows.iterator().next())))));
    }

    private static Uni<Void> insert(
            SqlConnection transaction,
            StudyId id,
            PlanWish wish,
            String frozen,
            int version,
            List<PlannedItem> samples) {
        int policies = wish.plan().policies().size();
        List<PlannedItem> ofTasks = IntStream.range(0, wish.plan().tasks().size())
                .mapToObj(task -> samples.get(task * policies))
                .toList();
        return transaction
                .preparedQuery(INSERT_PLAN)
                .execute(Tuple.tuple()
                        .addUUID(id.value())
                        .addString(frozen)
                        .addInteger(wish.plan().mostBlocks())
                        .addUUID(wish.follows().map(StudyId::value).orElse(null))
                        .addInteger(version)
                        .addArrayOfString(
                                ofTasks.stream().map(PlannedItem::taskReading).toArray(String[]::new))
                        .addArrayOfInteger(
                                ofTasks.stream().map(PlannedItem::maxSteps).toArray(Integer[]::new)))
                .chain(() -> transaction
                        .preparedQuery(REMEMBER_REMOTE)
                        .execute(Tuple.tuple()
                                .addUUID(id.value())
                                .addArrayOfString(wish.plan().policies().stream()
                                        .map(each -> each.name())
                                        .toArray(String[]::new))
                                .addArrayOfString(wish.plan().policies().stream()
                                        .map(each -> each.digest())
                                        .toArray(String[]::new))))
                .replaceWithVoid();
    }

    /** @throws ParleyException in the Uni: STUDY_UNKNOWN, NOT_YOURS, or STUDY_EXISTS where another version follows it already */
    private static Uni<Integer> version(SqlConnection transaction, Submitter submitter, PlanWish wish) {
        if (wish.follows().isEmpty()) {
            return Uni.createFrom().item(1);
        }
        StudyId before = wish.follows().get();
        return transaction
                .preparedQuery(FOLLOWED)
                .execute(Tuple.of(before.value()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new ParleyException(
                                ErrorCode.STUDY_UNKNOWN, "There is no study %s with a plan.".formatted(before));
                    }
                    Row row = rows.iterator().next();
                    if (!row.getString(0).equals(submitter.name())) {
                        throw new ParleyException(
                                ErrorCode.NOT_YOURS,
                                "Study %s was submitted by somebody else; only they can make another version of it."
                                        .formatted(before));
                    }
                    if (row.getBoolean(2)) {
                        throw new ParleyException(
                                ErrorCode.STUDY_EXISTS,
                                "Study %s has a newer version already; follow that one.".formatted(before));
                    }
                    return row.getInteger(1) + 1;
                });
    }

    static Uni<Optional<PlannedStudy>> find(SqlClient client, StudyId id) {
        return client.preparedQuery(PLAN)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(planned(rows.iterator().next())));
    }

    private static PlannedStudy planned(Row row) {
        return new PlannedStudy(
                FrozenPlan.read(row.getString(0)),
                row.getString(0),
                row.getString(1),
                List.of(row.getArrayOfStrings(7)),
                List.of(row.getArrayOfIntegers(8)),
                row.getInteger(2),
                study(row.getUUID(3)),
                study(row.getUUID(4)),
                Optional.ofNullable(row.getInteger(5))
                        .map(better -> new PlannedStudy.Verdict(better, row.getInteger(6))));
    }

    private static Optional<StudyId> study(@Nullable UUID id) {
        return Optional.ofNullable(id).map(StudyId::new);
    }

    static Uni<Void> decide(SqlConnection transaction, StudyId id, PlannedStudy.Verdict verdict) {
        return transaction
                .preparedQuery(DECIDE)
                .execute(Tuple.of(id.value(), verdict.policy(), verdict.after()))
                .chain(() -> end(transaction, id, StudyState.DECIDED));
    }

    static Uni<Void> end(SqlConnection transaction, StudyId id, StudyState state) {
        return transaction
                .preparedQuery(END)
                .execute(Tuple.of(id.value(), state.name()))
                .replaceWithVoid();
    }
}
