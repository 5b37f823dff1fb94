package dev.parley.core.follow;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Consents;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Instruction;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.station.WantedBody;
import io.smallrye.mutiny.Multi;
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

/** News from PostgreSQL. Nothing is sent: how things stand is read when a page looks, so no news can be lost on the way. */
@ApplicationScoped
class StoredNewsstand implements Newsstand {
    /**
     * Sealed episodes are not named, and the one or the other runs from the first one's beginning to the end of the prompt: who
     * follows a comparison is told by its own page.
     */
    private static final String PROMPTS = """
            SELECT p.id, p.instruction, p.author = $1, p.state, f.seen,
                CASE WHEN e.sealed_by IS NULL THEN e.id END,
                CASE WHEN e.sealed_by IS NULL THEN e.state ELSE 'RUNNING' END
            FROM prompt_follower f JOIN prompt p ON p.id = f.prompt_id
            LEFT JOIN LATERAL (
                SELECT id, state, sealed_by FROM episode WHERE prompt_id = p.id AND withdrawn_at IS NULL
                ORDER BY created_at DESC LIMIT 1) e ON TRUE
            WHERE f.person = $1 AND f.seen < 2 AND p.state <> 'ERASED' ORDER BY f.since DESC LIMIT 50""";

    /** Who has asked there since has no wish any more: it goes as their prompt is stored. */
    private static final String LINES = """
            SELECT scene_id, policy_name, instruction, goal_image, wanted_body FROM line_wish WHERE person = $1
            ORDER BY since DESC LIMIT 50""";

    private static final String PUT_AWAY =
            "UPDATE prompt_follower SET seen = greatest(seen, $3) WHERE person = $1 AND prompt_id = $2";

    private static final String WISH = """
            INSERT INTO line_wish (person, scene_id, policy_name, instruction, goal_image, wanted_body)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (person, scene_id, policy_name) DO UPDATE SET instruction = excluded.instruction,
            goal_image = excluded.goal_image, wanted_body = excluded.wanted_body, since = excluded.since,
            pushed = FALSE""";

    /** The oldest ones give way: a wish that nobody came back to is the first to be forgotten. */
    private static final String MAKE_ROOM = """
            DELETE FROM line_wish WHERE person = $1 AND (scene_id, policy_name) IN (
                SELECT scene_id, policy_name FROM line_wish WHERE person = $1 ORDER BY since DESC OFFSET $2)""";

    private static final String FORGET =
            "DELETE FROM line_wish WHERE person = $1 AND scene_id = $2 AND policy_name = $3";

    private final Pool postgres;
    private final Limits limits;
    private final Consents consents;
    private final WaitEstimates waits;
    private final int wishesAtMost;

    @Inject
    StoredNewsstand(Pool postgres, Limits limits, Consents consents, WaitEstimates waits, FollowConfig config) {
        this.postgres = postgres;
        this.limits = limits;
        this.consents = consents;
        this.waits = waits;
        this.wishesAtMost = config.wishesAtMost();
    }

    @Override
    public Uni<List<News>> of(Author reader) {
        Tuple person = Tuple.of(reader.id().value());
        return postgres.preparedQuery(PROMPTS)
                .execute(person)
                .map(StoredNewsstand::ofPrompts)
                .chain(ofPrompts -> postgres.preparedQuery(LINES)
                        .execute(person)
                        .chain(wishes -> ofLines(wishes, reader))
                        .map(ofLines -> {
                            List<News> all = new ArrayList<>(ofLines);
                            all.addAll(ofPrompts);
                            return List.copyOf(all);
                        }));
    }

    @Override
    public Uni<Void> putAway(Author reader, PromptId prompt, News.Stage stage) {
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.FOLLOWS, reader))
                .chain(() -> postgres.preparedQuery(PUT_AWAY)
                        .execute(Tuple.of(reader.id().value(), prompt.value(), (short) stage.ordinal())))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> tellWhenOpen(PromptRequest wanted, Author author) {
        String scene = wanted.sceneId()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.SCENE_UNKNOWN, "Say in sceneId which scene's line you wait for."));
        String policy = wanted.policyName()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN, "Say in policyId which policy's line you wait for."));
        Tuple values = Tuple.of(
                author.id().value(),
                scene,
                policy,
                wanted.instruction().map(words -> Instruction.of(words).text()).orElse(null),
                wanted.goalImage().map(GoalImageId::value).orElse(null),
                wanted.wantedBody().map(Enum::name).orElse(null));
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.FOLLOWS, author))
                .chain(() -> consents.require(author))
                // Says POLICY_UNKNOWN for one that is not there.
                .chain(() -> waits.ifAskedNow(scene, policy, wanted.wantedBody()))
                .chain(() -> postgres.withTransaction(transaction -> transaction
                        .preparedQuery(WISH)
                        .execute(values)
                        .chain(() -> transaction
                                .preparedQuery(MAKE_ROOM)
                                .execute(Tuple.of(author.id().value(), wishesAtMost)))
                        .replaceWithVoid()));
    }

    @Override
    public Uni<Void> forget(Author reader, String sceneId, String policyName) {
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.FOLLOWS, reader))
                .chain(() -> postgres.preparedQuery(FORGET)
                        .execute(Tuple.of(reader.id().value(), sceneId, policyName)))
                .replaceWithVoid();
    }

    private static List<News> ofPrompts(RowSet<Row> rows) {
        List<News> found = new ArrayList<>();
        for (Row row : rows) {
            Optional<UUID> episode = Optional.ofNullable(row.getUUID(5));
            News.Stage stage = stage(PromptState.valueOf(row.getString(3)), Optional.ofNullable(row.getString(6)));
            if (stage == News.Stage.WAITING || stage.ordinal() > row.getShort(4)) {
                found.add(new News.OfPrompt(
                        new PromptId(row.getUUID(0)),
                        Optional.ofNullable(row.getString(1)),
                        row.getBoolean(2),
                        stage,
                        episode.filter(ignored -> stage != News.Stage.WAITING).map(EpisodeId::new)));
            }
        }
        return found;
    }

    /** An attempt that was lost is followed by another one, or by the end. */
    private static News.Stage stage(PromptState prompt, Optional<String> episode) {
        if (prompt.terminal()) {
            return News.Stage.ENDED;
        }
        return episode.map(EpisodeState::valueOf)
                        .filter(state -> !state.terminal())
                        .isPresent()
                ? News.Stage.RUNNING
                : News.Stage.WAITING;
    }

    /** One look at the line after the other, since they share one database session. */
    private Uni<List<News>> ofLines(RowSet<Row> rows, Author reader) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> open(row.getString(0), row.getString(1), body(row), reader)
                        .map(open -> (News) new News.OfLine(
                                row.getString(0),
                                row.getString(1),
                                Optional.ofNullable(row.getString(2)),
                                Optional.ofNullable(row.getUUID(3)).map(GoalImageId::new),
                                body(row),
                                open)))
                .collect()
                .asList();
    }

    private static Optional<WantedBody> body(Row row) {
        return Optional.ofNullable(row.getString(4)).map(WantedBody::valueOf);
    }

    /** A policy that went away is not open. */
    private Uni<Boolean> open(String sceneId, String policyName, Optional<WantedBody> wantedBody, Author reader) {
        return waits.ifAskedNow(sceneId, policyName, wantedBody, reader)
                .map(wait -> wait.within(waits.longest()))
                .onFailure(ParleyException.class)
                .recoverWithItem(false);
    }
}
