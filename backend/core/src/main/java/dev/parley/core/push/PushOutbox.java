package dev.parley.core.push;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.follow.News;
import dev.parley.core.station.WantedBody;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be told, in PostgreSQL. A message comes with the row that says that its news was noticed, in one statement, so each
 * piece of news makes one for each browser, whichever replica looks, and a killed process loses none. It is taken before it is
 * sent, and a taken one is never given to another: what was under way when a process was killed is lost, not told twice. Words are
 * not in it; they are read when it is taken.
 */
@ApplicationScoped
class PushOutbox {
    /** Together in one look. */
    static final int AT_ONCE = 32;

    private static final String PROMPTS = FollowedStages.moved("f.person IN (SELECT person FROM push_subscription)")
            + "INSERT INTO push_message (subscription_id, prompt_id, stage)"
            + " SELECT s.id, m.prompt_id, m.pushed FROM moved m JOIN push_subscription s ON s.person = m.person"
            + " WHERE m.seen < m.pushed";

    private static final String WISHES = """
            SELECT person, scene_id, policy_name, wanted_body, pushed FROM line_wish
            WHERE person IN (SELECT person FROM push_subscription)
            ORDER BY scene_id, policy_name, wanted_body, since""";

    private static final String OPENED = """
            WITH moved AS (
                UPDATE line_wish SET pushed = TRUE WHERE person = $1 AND scene_id = $2 AND policy_name = $3 AND NOT pushed
                RETURNING person)
            INSERT INTO push_message (subscription_id, scene_id, policy_name)
            SELECT s.id, $2, $3 FROM moved m JOIN push_subscription s ON s.person = m.person""";

    private static final String CLOSED = "UPDATE line_wish SET pushed = FALSE"
            + " WHERE person = $1 AND scene_id = $2 AND policy_name = $3 AND pushed";

    /**
     * With what there is to say. What somebody has put away, forgotten or seen overtaken since is no news any more.
     */
    private static final String TAKE = """
            WITH taken AS (
                UPDATE push_message SET taken_at = clock_timestamp(), tries = tries + 1 WHERE id IN (
                    SELECT id FROM push_message WHERE taken_at IS NULL AND next_at <= clock_timestamp()
                    ORDER BY next_at LIMIT %d FOR UPDATE SKIP LOCKED)
                RETURNING id, tries, subscription_id, prompt_id, stage, scene_id, policy_name)
            SELECT t.id, t.tries, s.id, s.endpoint, s.p256dh, s.auth, t.prompt_id, t.stage, t.scene_id, t.policy_name,
                f.prompt_id IS NOT NULL AND f.seen < t.stage AND (t.stage = 2 OR p.state = 'QUEUED'),
                w.person IS NOT NULL AND w.pushed, p.author = s.person, coalesce(p.instruction, w.instruction),
                w.goal_image, w.wanted_body
            FROM taken t JOIN push_subscription s ON s.id = t.subscription_id
            LEFT JOIN prompt p ON p.id = t.prompt_id
            LEFT JOIN prompt_follower f ON f.prompt_id = t.prompt_id AND f.person = s.person
            LEFT JOIN line_wish w ON w.person = s.person AND w.scene_id = t.scene_id AND w.policy_name = t.policy_name""".formatted(AT_ONCE);

    private static final String AGAIN = "UPDATE push_message SET taken_at = NULL,"
            + " next_at = clock_timestamp() + $2 * interval '1 millisecond' WHERE id = $1";

    private static final String DONE = "DELETE FROM push_message WHERE id = $1";

    private static final String GONE = "DELETE FROM push_subscription WHERE id = $1";

    /** What may have been sent, what is no news any more, and browsers that nobody has opened in half a year. */
    private static final String SWEEP = """
            WITH old AS (DELETE FROM push_subscription WHERE since < clock_timestamp() - interval '180 days')
            DELETE FROM push_message WHERE taken_at < clock_timestamp() - interval '2 minutes'
                OR created_at < clock_timestamp() - interval '1 hour'""";

    private final Pool postgres;

    @Inject
    PushOutbox(Pool postgres) {
        this.postgres = postgres;
    }

    /** Somebody who waits for a line. */
    record Wish(AuthorId person, String sceneId, String policyName, Optional<WantedBody> wantedBody, boolean told) {}

    /** Makes messages of what has become news about prompts. */
    Uni<Integer> notePrompts() {
        return postgres.query(PROMPTS).execute().map(rows -> rows.rowCount());
    }

    /** The same line one after the other. */
    Uni<List<Wish>> wishes() {
        return postgres.query(WISHES).execute().map(rows -> {
            List<Wish> found = new ArrayList<>();
            for (Row row : rows) {
                found.add(new Wish(
                        new AuthorId(row.getUUID(0)),
                        row.getString(1),
                        row.getString(2),
                        Optional.ofNullable(row.getString(3)).map(WantedBody::valueOf),
                        row.getBoolean(4)));
            }
            return found;
        });
    }

    /** Makes a message where it has opened since; takes back that it was told where it has closed again. */
    Uni<Void> noteLine(Wish wish, boolean open) {
        return open == wish.told()
                ? Uni.createFrom().voidItem()
                : run(open ? OPENED : CLOSED, Tuple.of(wish.person().value(), wish.sceneId(), wish.policyName()));
    }

    /** Some that are due, from now on this replica's alone. */
    Uni<List<PushMessage>> take() {
        return postgres.preparedQuery(TAKE).execute().map(rows -> {
            List<PushMessage> taken = new ArrayList<>();
            for (Row row : rows) {
                taken.add(new PushMessage(
                        row.getUUID(0),
                        row.getShort(1),
                        row.getUUID(2),
                        URI.create(row.getString(3)),
                        row.getBuffer(4).getBytes(),
                        row.getBuffer(5).getBytes(),
                        news(row)));
            }
            return taken;
        });
    }

    private static Optional<News> news(Row row) {
        Optional<String> words = Optional.ofNullable(row.getString(13));
        if (row.getUUID(6) != null) {
            return row.getBoolean(10)
                    ? Optional.of(new News.OfPrompt(
                            new PromptId(row.getUUID(6)),
                            words,
                            row.getBoolean(12),
                            News.Stage.values()[row.getShort(7)],
                            Optional.empty()))
                    : Optional.empty();
        }
        return row.getBoolean(11)
                ? Optional.of(new News.OfLine(
                        row.getString(8),
                        row.getString(9),
                        words,
                        Optional.ofNullable(row.getUUID(14)).map(GoalImageId::new),
                        Optional.ofNullable(row.getString(15)).map(WantedBody::valueOf),
                        true))
                : Optional.empty();
    }

    /** Its push service has surely not taken it. */
    Uni<Void> again(PushMessage message, Duration pause) {
        return run(AGAIN, Tuple.of(message.id(), (double) pause.toMillis()));
    }

    Uni<Void> done(PushMessage message) {
        return run(DONE, Tuple.of(message.id()));
    }

    /** Its push service knows this browser no more. */
    Uni<Void> gone(PushMessage message) {
        return run(GONE, Tuple.of(message.browser()));
    }

    Uni<Void> sweep() {
        return postgres.query(SWEEP).execute().replaceWithVoid();
    }

    private Uni<Void> run(String statement, Tuple values) {
        return postgres.preparedQuery(statement).execute(values).replaceWithVoid();
    }
}
