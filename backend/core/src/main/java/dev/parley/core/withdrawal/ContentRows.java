package dev.parley.core.withdrawal;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.family.FamilyErasure;
import dev.parley.core.goalimage.PictureStates;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The one place that knows which columns hold something of what a person sent. What stays counts: that there was an
 * episode of this policy in this scene, how it ended and what its judges found; never what was asked.
 */
@ApplicationScoped
class ContentRows {
    private static final String NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid";

    private static final String SENT_BY = "SELECT author, goal_image FROM prompt WHERE id = $1";

    /** One that moderation refused keeps its words, like every refused one; what ran of it goes. */
    private static final String ERASED = "EXISTS (SELECT FROM prompt WHERE id = $1 AND state = 'ERASED')";

    /** In the order in which rows are locked; with the words goes what the judge made of them, which says the same. */
    private static final List<String> OF_PROMPT = List.of(
            // Asked once and turned away another time, the same words wait for a line.
            "DELETE FROM line_wish w USING prompt p WHERE p.id = $1 AND w.person = p.author"
                    + " AND ((w.scene_id = p.scene_id AND w.instruction = p.instruction) OR w.goal_image = p.goal_image)",
            "UPDATE turn SET instruction = NULL, goal_image = NULL, task_id = NULL, task_reading = NULL,"
                    + " wait_note = NULL, author = " + NOBODY + " WHERE prompt_id = $1",
            "UPDATE episode SET instruction = NULL, goal_image = NULL, task_id = NULL, task_reading = NULL,"
                    + " end_detail = NULL, final_objects = NULL, detector_silence = CASE WHEN detector_silence IS NULL THEN NULL ELSE '' END,"
                    + " author = " + NOBODY + " WHERE prompt_id = $1",
            "UPDATE vote SET comment = NULL, tags = '{}' WHERE episode_id IN (SELECT id FROM episode WHERE prompt_id = $1)",
            "UPDATE vote_audit SET comment = NULL, tags = '{}'"
                    + " WHERE episode_id IN (SELECT id FROM episode WHERE prompt_id = $1)",
            "UPDATE review_label SET note = NULL WHERE note IS NOT NULL AND review_id IN (SELECT r.id FROM review r"
                    + " JOIN episode e ON e.id = r.episode_id WHERE e.prompt_id = $1)",
            "DELETE FROM start_photo WHERE assignment_id IN (SELECT a.id FROM assignment a JOIN turn t ON t.id = a.turn_id"
                    + " WHERE t.prompt_id = $1)",
            "DELETE FROM artifact WHERE episode_id IN (SELECT id FROM episode WHERE prompt_id = $1)",
            // Whoever took it back may ask the same again, and nothing says who asked.
            "DELETE FROM prompt_once WHERE prompt_id = $1",
            "DELETE FROM prompt_follower WHERE prompt_id = $1",
            "DELETE FROM push_message WHERE prompt_id = $1",
            "DELETE FROM moderation_case WHERE prompt_id = $1 AND verdict IS NULL AND " + ERASED,
            "UPDATE moderation_case SET reason = 'taken back' WHERE prompt_id = $1 AND " + ERASED,
            "UPDATE prompt SET instruction = NULL, goal_image = NULL, task_id = NULL, task_reading = NULL,"
                    + " network_prefix = '', author = " + NOBODY + " WHERE id = $1 AND state = 'ERASED'");

    /** A picture that another ask of the same person shows stays with that one. */
    private static final String ELSEWHERE =
            "SELECT FROM prompt WHERE goal_image = $1 AND author = $2 AND state <> 'ERASED' LIMIT 1";

    /** Votes stay as numbers; two of one person on one episode cannot be. */
    private static final List<String> OF_AUTHOR = List.of(
            "UPDATE vote SET comment = NULL, tags = '{}', author = gen_random_uuid() WHERE author = $1",
            "UPDATE vote_audit SET comment = NULL, tags = '{}', author = " + NOBODY + " WHERE author = $1",
            // Who voted on one that is still open is forgotten when it ends, by whoever ends it: until then they have
            // voted.
            "UPDATE comparison_vote v SET why = '{}', forget_at_end = c.ended_at IS NULL,"
                    + " author = CASE WHEN c.ended_at IS NULL THEN v.author ELSE gen_random_uuid() END"
                    + " FROM comparison c WHERE c.id = v.comparison_id AND v.author = $1",
            "UPDATE review_label SET note = NULL WHERE note IS NOT NULL AND review_id IN (SELECT id FROM review WHERE person_id = $1)",
            "DELETE FROM prompt_follower WHERE person = $1",
            "DELETE FROM line_wish WHERE person = $1",
            // What is to be told there goes with it.
            "DELETE FROM push_subscription WHERE person = $1");

    private static final String ROWS_GONE = "UPDATE withdrawal SET rows_gone_at = clock_timestamp(),"
            + " next_at = clock_timestamp() WHERE id = $1 AND rows_gone_at IS NULL";

    private static final String STILL_OPEN = """
            SELECT EXISTS (SELECT FROM turn WHERE prompt_id = $1 AND state IN ('WAITING', 'HELD', 'ASSIGNED'))
                OR EXISTS (SELECT FROM episode WHERE prompt_id = $1 AND ended_at IS NULL)""";

    private static final String EPISODES = "SELECT id FROM episode WHERE prompt_id = $1";

    /** Whether a station may still send something: its permission to upload outlives the end by two hours. */
    private static final String MAY_STILL_COME = """
            SELECT EXISTS (SELECT FROM episode WHERE prompt_id = $1
                           AND (ended_at IS NULL OR ended_at > clock_timestamp() - interval '150 minutes'))""";

    private static final String LEFT =
            "SELECT id FROM prompt WHERE author = $1 AND state <> 'ERASED'" + " ORDER BY submitted_at LIMIT $2";

    private static final String PARTS_OPEN =
            "SELECT count(*) FROM withdrawal WHERE part_of = $1 AND media_gone_at IS NULL";

    private final Pool postgres;
    private final PictureStates pictures;
    private final FamilyErasure families;

    @Inject
    ContentRows(Pool postgres, PictureStates pictures, FamilyErasure families) {
        this.postgres = postgres;
        this.pictures = pictures;
        this.families = families;
    }

    /** Whether something of it still runs or may begin to. */
    Uni<Boolean> stillOpen(PromptId prompt) {
        return truth(STILL_OPEN, Tuple.of(prompt.value()));
    }

    Uni<Boolean> mayStillCome(PromptId prompt) {
        return truth(MAY_STILL_COME, Tuple.of(prompt.value()));
    }

    Uni<List<EpisodeId>> episodes(PromptId prompt) {
        return ids(EPISODES, Tuple.of(prompt.value()))
                .map(found -> found.stream().map(EpisodeId::new).toList());
    }

    /** Some prompts of this author that are not hidden yet. */
    Uni<List<PromptId>> left(AuthorId author, int atMost) {
        return ids(LEFT, Tuple.of(author.value(), atMost))
                .map(found -> found.stream().map(PromptId::new).toList());
    }

    /** How many parts of this withdrawal still have media. */
    Uni<Long> partsOpen(WithdrawalId id) {
        return postgres.preparedQuery(PARTS_OPEN)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** All of it in one transaction, together with the note that it is done. */
    Uni<Void> erase(WithdrawalId id, PromptId prompt) {
        return postgres.withTransaction(transaction -> transaction
                .preparedQuery(SENT_BY)
                .execute(Tuple.of(prompt.value()))
                .chain(rows -> {
                    Row sent = rows.iterator().next();
                    AuthorId author = new AuthorId(sent.getUUID(0));
                    Optional<GoalImageId> picture =
                            Optional.ofNullable(sent.getUUID(1)).map(GoalImageId::new);
                    return each(transaction, OF_PROMPT, prompt.value())
                            .chain(() -> families.forget(transaction, List.of(prompt)))
                            .chain(() -> picture.map(shown -> erase(transaction, shown, author))
                                    .orElseGet(() -> Uni.createFrom().voidItem()))
                            .chain(() -> done(transaction, id));
                }));
    }

    /** What somebody sent beside their prompts. */
    Uni<Void> erase(WithdrawalId id, AuthorId author) {
        return postgres.withTransaction(transaction -> each(transaction, OF_AUTHOR, author.value())
                .chain(() -> pictures.withdraw(transaction, author, Optional.empty()))
                .chain(() -> done(transaction, id)));
    }

    private Uni<Void> erase(SqlConnection transaction, GoalImageId picture, AuthorId author) {
        return transaction
                .preparedQuery(ELSEWHERE)
                .execute(Tuple.of(picture.value(), author.value()))
                .chain(others -> others.size() > 0
                        ? Uni.createFrom().voidItem()
                        : pictures.withdraw(transaction, author, Optional.of(picture)));
    }

    private static Uni<Void> done(SqlConnection transaction, WithdrawalId id) {
        return transaction
                .preparedQuery(ROWS_GONE)
                .execute(Tuple.of(id.value()))
                .replaceWithVoid();
    }

    private static Uni<Void> each(SqlConnection transaction, List<String> statements, UUID value) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String statement : statements) {
            all = all.chain(() -> transaction
                    .preparedQuery(statement)
                    .execute(Tuple.of(value))
                    .replaceWithVoid());
        }
        return all;
    }

    private Uni<List<UUID>> ids(String statement, Tuple values) {
        return postgres.preparedQuery(statement).execute(values).map(rows -> {
            List<UUID> found = new ArrayList<>();
            for (RowIterator<Row> row = rows.iterator(); row.hasNext(); ) {
                found.add(row.next().getUUID(0));
            }
            return found;
        });
    }

    private Uni<Boolean> truth(String statement, Tuple values) {
        return postgres.preparedQuery(statement)
                .execute(values)
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
