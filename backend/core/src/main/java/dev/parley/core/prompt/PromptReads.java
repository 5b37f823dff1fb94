package dev.parley.core.prompt;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One prompt as it is committed: with its turns in one statement outside Hibernate, since a crowd's pages look at waiting prompts
 * all the time; its attempts are asked for only where there are any.
 */
@ApplicationScoped
class PromptReads {
    private static final int PROMPT = TurnRows.WIDTH;
    private static final String FIND = "SELECT " + TurnRows.COLUMNS + """
            , p.id, p.author, p.state, p.instruction, p.goal_image, p.scene_id, p.policy_name, p.task_id, p.task_reading,
            p.submitted_at, p.rejection_reason, p.rejection_sentence,
            EXISTS (SELECT FROM episode e WHERE e.prompt_id = p.id),
            p.wanted_body, p.preview_of, (SELECT v.id FROM prompt v WHERE v.preview_of = p.id)
            FROM prompt p LEFT JOIN turn t ON t.prompt_id = p.id WHERE p.id = $1 ORDER BY t.ticket""";

    private final Pool postgres;
    private final Episodes episodes;

    @Inject
    PromptReads(Pool postgres, Episodes episodes) {
        this.postgres = postgres;
        this.episodes = episodes;
    }

    /** Sees nothing of a transaction that is still open. */
    Uni<Optional<PromptData>> find(PromptId id) {
        return postgres.preparedQuery(FIND)
                .execute(Tuple.of(id.value()))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Optional.<PromptData>empty())
                        : attempts(id, rows).map(made -> Optional.of(data(rows, made))));
    }

    private Uni<List<EpisodeData>> attempts(PromptId id, RowSet<Row> rows) {
        boolean any = rows.iterator().next().getBoolean(PROMPT + 12);
        return any ? shown(episodes, id) : Uni.createFrom().item(List.of());
    }

    /** Whose state would tell how a sealed one ended. */
    static Uni<List<EpisodeData>> shown(Episodes episodes, PromptId id) {
        return episodes.ofPrompt(id)
                .map(all -> all.stream().filter(episode -> !episode.sealed()).toList());
    }

    private static PromptData data(RowSet<Row> rows, List<EpisodeData> attempts) {
        List<TurnData> turns = new ArrayList<>();
        for (Row row : rows) {
            UUID turn = row.getUUID(0);
            if (turn != null) {
                turns.add(TurnRows.data(row));
            }
        }
        Row row = rows.iterator().next();
        Optional<String> instruction = Optional.ofNullable(row.getString(PROMPT + 3));
        return new PromptData(
                new PromptId(row.getUUID(PROMPT)),
                new AuthorId(row.getUUID(PROMPT + 1)),
                PromptState.valueOf(row.getString(PROMPT + 2)),
                instruction,
                Optional.ofNullable(row.getUUID(PROMPT + 4)).map(GoalImageId::new),
                row.getString(PROMPT + 5),
                row.getString(PROMPT + 6),
                Optional.ofNullable(row.getString(PROMPT + 7)),
                Optional.ofNullable(row.getString(PROMPT + 8)),
                Optional.ofNullable(row.getString(PROMPT + 13)).map(WantedBody::valueOf),
                Optional.ofNullable(row.getUUID(PROMPT + 14)).map(PromptId::new),
                Optional.ofNullable(row.getUUID(PROMPT + 15)).map(PromptId::new),
                row.getOffsetDateTime(PROMPT + 9).toInstant(),
                rejection(row, instruction),
                List.copyOf(turns),
                attempts);
    }

    private static Optional<Rejection> rejection(Row row, Optional<String> instruction) {
        Optional<String> reason = Optional.ofNullable(row.getString(PROMPT + 10));
        Optional<String> sentence = Optional.ofNullable(row.getString(PROMPT + 11));
        return reason.flatMap(code ->
                sentence.map(why -> new Rejection(Rejection.Reason.valueOf(code), why, instruction.orElse(""))));
    }
}
