package dev.parley.core.study;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StudyId;
import dev.parley.contracts.TurnId;
import dev.parley.core.episode.EndReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is read of studies, outside of any transaction. An item counts by its last attempt; the lost ones before it are evidence. */
@ApplicationScoped
class StudyReads {
    /** Items with their turn and the last attempt at it. Asked for by prompt, which is where episodes have an index. */
    static final String ATTEMPTS = """
            FROM study_item i JOIN study s ON s.id = i.study_id
            LEFT JOIN turn t ON t.id = i.turn_id
            LEFT JOIN LATERAL (
                SELECT * FROM episode one WHERE one.prompt_id = t.prompt_id AND one.turn_id = t.id
                ORDER BY one.attempt DESC LIMIT 1) e ON true
            LEFT JOIN outcome o ON o.episode_id = e.id AND o.judge = 'scene'
            """;

    /** $2: the end reasons that count. */
    static final String STATE = """
            CASE WHEN t.state IN ('WAITING', 'HELD') OR (i.turn_id IS NULL AND s.state = 'RUNNING') THEN 'WAITING'
                 WHEN t.state = 'ASSIGNED' THEN 'RUNNING'
                 WHEN t.state = 'DONE' AND e.state <> 'LOST' AND e.end_reason = ANY ($2) THEN 'DONE'
                 ELSE 'LOST' END""";

    private static final String PROGRESS = "SELECT policy_name, policy_digest, scene_id, task_id,"
            + " count(*) FILTER (WHERE state = 'WAITING'), count(*) FILTER (WHERE state = 'RUNNING'),"
            + " count(*) FILTER (WHERE state = 'DONE'), count(*) FILTER (WHERE state = 'LOST'),"
            + " count(*) FILTER (WHERE state = 'DONE' AND result = 'SUCCESS'), min(task_reading) FROM ("
            + "SELECT i.policy_name, i.policy_digest, i.scene_id, i.task_id, i.task_reading, o.result, " + STATE
            + " AS state "
            + ATTEMPTS + " WHERE i.study_id = $1) AS items"
            + " GROUP BY policy_name, policy_digest, scene_id, task_id"
            + " ORDER BY policy_name, policy_digest, scene_id, task_id";

    private static final String EPISODES = "SELECT " + StudyRows.ITEM + ", i.number, " + STATE
            + ", t.prompt_id, e.id, e.attempt, e.end_reason, o.result, o.progress, e.steps, e.words_unfamiliar,"
            + " e.execution_profile " + ATTEMPTS
            + " WHERE i.study_id = $1 AND i.number >= $3 ORDER BY i.number LIMIT $4";

    static final String[] COUNTING = EndReason.names(EndReason.Cause.TASK, EndReason.Cause.POLICY);

    private static final int REST = StudyRows.ITEM_WIDTH;

    private final Pool postgres;

    @Inject
    StudyReads(Pool postgres) {
        this.postgres = postgres;
    }

    Uni<List<String>> heldUpBy(StudyId id) {
        return postgres.preparedQuery("SELECT h.* FROM study s, LATERAL (" + StudyRows.HELD_UP
                        + ") AS h (policy, state, another) WHERE s.id = $1 AND s.state = 'RUNNING' ORDER BY h.policy")
                .execute(Tuple.of(id.value()))
                .map(rows -> {
                    List<String> sentences = new ArrayList<>();
                    rows.forEach(row -> sentences.add(heldUp(row.getString(0), row.getString(1), row.getBoolean(2))));
                    return List.copyOf(sentences);
                });
    }

    private static String heldUp(String policy, String state, boolean another) {
        return switch (state) {
            case "READY" ->
                another
                        ? "Policy %s answers otherwise now than the version of this study.".formatted(policy)
                        : "Policy %s is looked after first, to see that it answers as before.".formatted(policy);
            case "EXAMINING" -> "Policy %s is being examined.".formatted(policy);
            case "AWAY" -> "The server of policy %s does not answer.".formatted(policy);
            case "REFUSED" -> "Policy %s cannot be used as it is now.".formatted(policy);
            default -> "Policy %s was taken out of use.".formatted(policy);
        };
    }

    Uni<Optional<StudyData>> find(StudyId id) {
        return one("s.id = $1", Tuple.of(id.value()));
    }

    Uni<Optional<StudyData>> find(String name, Submitter submitter) {
        return one("s.submitter = $1 AND s.name = $2", Tuple.of(submitter.name(), name));
    }

    Uni<Optional<StudyData>> ofTurn(TurnId turn) {
        return one("s.id = (SELECT i.study_id FROM study_item i WHERE i.turn_id = $1)", Tuple.of(turn.value()));
    }

    private Uni<Optional<StudyData>> one(String condition, Tuple values) {
        return postgres.preparedQuery("SELECT " + StudyRows.STUDY + " FROM study s WHERE " + condition)
                .execute(values)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(StudyRows.study(rows.iterator().next())));
    }

    Uni<StudyProgress> progress(StudyId id) {
        return postgres.preparedQuery(PROGRESS)
                .execute(Tuple.tuple().addUUID(id.value()).addArrayOfString(COUNTING))
                .map(rows -> {
                    List<StudyProgress.OfTask> tasks = new ArrayList<>();
                    rows.forEach(row -> tasks.add(new StudyProgress.OfTask(
                            row.getString(0),
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(9),
                            new StudyProgress.Counts(
                                    row.getInteger(4),
                                    row.getInteger(5),
                                    row.getInteger(6),
                                    row.getInteger(7),
                                    row.getInteger(8)))));
                    return StudyProgress.of(List.copyOf(tasks));
                });
    }

    Uni<List<StudyEpisode>> episodes(StudyId id, int from, int atMost) {
        return postgres.preparedQuery(EPISODES)
                .execute(Tuple.tuple()
                        .addUUID(id.value())
                        .addArrayOfString(COUNTING)
                        .addInteger(from)
                        .addInteger(atMost))
                .map(rows -> {
                    List<StudyEpisode> episodes = new ArrayList<>(rows.size());
                    rows.forEach(row -> episodes.add(episode(row)));
                    return episodes;
                });
    }

    private static StudyEpisode episode(Row row) {
        StudyEpisode.State state = StudyEpisode.State.valueOf(row.getString(REST + 1));
        return new StudyEpisode(
                row.getInteger(REST),
                StudyRows.item(row, 0),
                state,
                Optional.ofNullable(row.getUUID(REST + 2)).map(PromptId::new),
                Optional.ofNullable(row.getUUID(REST + 3))
                        .map(id -> new StudyEpisode.Attempt(
                                new EpisodeId(id),
                                row.getInteger(REST + 4),
                                Optional.ofNullable(row.getString(REST + 5)).map(EndReason::valueOf),
                                state == StudyEpisode.State.DONE
                                        ? Optional.of("SUCCESS".equals(row.getString(REST + 6)))
                                        : Optional.empty(),
                                Optional.ofNullable(row.getDouble(REST + 7)),
                                Optional.ofNullable(row.getInteger(REST + 8)),
                                Optional.ofNullable(row.getBoolean(REST + 9)),
                                Optional.ofNullable(row.getString(REST + 10)))));
    }
}
