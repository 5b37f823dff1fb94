package dev.parley.core.prompt;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What came of somebody's own prompts, many in one statement: a program that waits for a hundred asks once for all of them. */
@ApplicationScoped
public class PromptResults {
    /** Named or listed at a time. */
    public static final int MOST = 100;

    /** What a comparison keeps to itself is left out, and so is what a camera saw before anything ran; see EpisodeEntity. */
    private static final String SELECT = """
            SELECT p.id, p.state, p.submitted_at, p.instruction, p.goal_image, p.scene_id, p.policy_name,
                e.id, e.attempt, e.state, e.policy_digest, e.seed, e.station_kind, e.end_reason,
                o.result, o.progress, e.steps,
                ARRAY(SELECT left(a.name, -4) FROM artifact a WHERE a.episode_id = e.id AND a.name LIKE '%.mp4'
                      AND (e.station_kind <> 'REAL_ROBOT' OR e.running_at IS NOT NULL) ORDER BY a.name)
            FROM prompt p
            LEFT JOIN LATERAL (SELECT * FROM episode one WHERE one.prompt_id = p.id AND one.sealed_by IS NULL
                AND one.withdrawn_at IS NULL ORDER BY one.created_at DESC, one.attempt DESC LIMIT 1) e ON true
            LEFT JOIN outcome o ON o.episode_id = e.id AND o.judge = 'scene'
            WHERE p.author = $1 AND p.state <> 'ERASED' AND\s""";

    private static final String NAMED = SELECT + "p.id = ANY ($2) ORDER BY p.submitted_at, p.id";

    private static final String NEWEST = SELECT + "true ORDER BY p.submitted_at DESC, p.id DESC LIMIT $2";

    private final Pool postgres;

    @Inject
    PromptResults(Pool postgres) {
        this.postgres = postgres;
    }

    /** Their newest, in the order in which they were asked. */
    public Uni<List<PromptResult>> newest(Author author, int most) {
        return read(NEWEST, Tuple.of(author.id().value(), most)).map(List::reversed);
    }

    /**
     * Those that are named, in the order in which they were asked.
     *
     * @throws ParleyException PROMPT_UNKNOWN in the Uni, naming the first that is none of theirs
     */
    public Uni<List<PromptResult>> of(Author author, List<PromptId> prompts) {
        UUID[] ids = prompts.stream().map(PromptId::value).toArray(UUID[]::new);
        return read(NAMED, Tuple.of(author.id().value(), ids)).invoke(found -> {
            Set<PromptId> known = new HashSet<>();
            found.forEach(result -> known.add(result.prompt()));
            prompts.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
                throw new ParleyException(
                        ErrorCode.PROMPT_UNKNOWN,
                        "There is no prompt %s of yours, or it was taken back.".formatted(id));
            });
        });
    }

    private Uni<List<PromptResult>> read(String statement, Tuple values) {
        return postgres.preparedQuery(statement).execute(values).map(rows -> {
            List<PromptResult> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(result(row)));
            return List.copyOf(found);
        });
    }

    private static PromptResult result(Row row) {
        return new PromptResult(
                new PromptId(row.getUUID(0)),
                PromptState.valueOf(row.getString(1)),
                row.getOffsetDateTime(2).toInstant(),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getUUID(4)).map(GoalImageId::new),
                row.getString(5),
                row.getString(6),
                Optional.ofNullable(row.getUUID(7)).map(id -> attempt(new EpisodeId(id), row)));
    }

    private static PromptResult.Attempt attempt(EpisodeId id, Row row) {
        return new PromptResult.Attempt(
                id,
                row.getInteger(8),
                EpisodeState.valueOf(row.getString(9)),
                row.getString(10),
                row.getLong(11),
                StationKind.valueOf(row.getString(12)),
                Optional.ofNullable(row.getString(13)).map(EndReason::valueOf),
                Optional.ofNullable(row.getString(14))
                        .filter(result -> !result.equals("NOT_SCORED"))
                        .map("SUCCESS"::equals),
                Optional.ofNullable(row.getDouble(15)),
                Optional.ofNullable(row.getInteger(16)),
                List.of(row.getArrayOfStrings(17)));
    }
}
