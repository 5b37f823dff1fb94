package dev.parley.core.goalimage;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.GoalImageId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What was decided about pictures; for the features of core only. Each change is a compare-and-set in one statement. */
@ApplicationScoped
public class PictureStates {
    /** What a picture means says what it shows. */
    private static final String FORGET_MEANING = " scene_id = NULL, seed = NULL, statement = NULL, reading = NULL";

    /** The same in words, as it was written beside the asks of everybody who showed it. */
    private static final List<String> FORGET_READINGS_OF_ONE =
            forgetReadings("SELECT id FROM goal_image WHERE id = $1 AND statement IS NOT NULL");

    private static final List<String> FORGET_READINGS_OF_AUTHOR = forgetReadings(
            "SELECT id FROM goal_image WHERE author = $1 AND (id = $2 OR $2::uuid IS NULL) AND statement IS NOT NULL");

    private static final String OF = "SELECT screening FROM goal_image WHERE id = $1";

    /** The newest decision about the very same pixels. */
    private static final String OF_SAME = "SELECT screening FROM goal_image WHERE sha256 = $1"
            + " AND screening IN ('PASSED', 'REFUSED') ORDER BY stored_at DESC LIMIT 1";

    private static final String PASS =
            "UPDATE goal_image SET screening = 'PASSED' WHERE id = $1 AND screening = 'PENDING'";

    private static final String REFUSE = "UPDATE goal_image SET screening = 'REFUSED', png = ''," + FORGET_MEANING
            + " WHERE id = $1 AND screening IN ('PENDING', 'PASSED')";

    /** Pixels and digest go; the row stays for those whose episodes name it. Of a refused one the digest stays. */
    private static final String WITHDRAW = "UPDATE goal_image SET png = ''," + FORGET_MEANING + ","
            + " sha256 = CASE WHEN screening = 'REFUSED' THEN sha256 ELSE repeat('0', 64) END,"
            + " screening = CASE WHEN screening = 'REFUSED' THEN screening ELSE 'WITHDRAWN' END,"
            + " author = '00000000-0000-0000-0000-000000000000'"
            + " WHERE author = $1 AND (id = $2 OR $2::uuid IS NULL) AND screening <> 'WITHDRAWN'";

    private final Pool postgres;

    @Inject
    PictureStates(Pool postgres) {
        this.postgres = postgres;
    }

    /** Empty for one that does not exist. */
    public Uni<Optional<PictureState>> of(GoalImageId id) {
        return read(OF, Tuple.of(id.value()));
    }

    Uni<Optional<PictureState>> ofSame(String sha256) {
        return read(OF_SAME, Tuple.of(sha256));
    }

    /** PENDING → PASSED. */
    public Uni<Void> pass(GoalImageId id) {
        return postgres.preparedQuery(PASS).execute(Tuple.of(id.value())).replaceWithVoid();
    }

    /** PENDING or PASSED → REFUSED. */
    public Uni<Void> refuse(GoalImageId id) {
        Tuple picture = Tuple.of(id.value());
        return postgres.withTransaction(transaction -> each(transaction, FORGET_READINGS_OF_ONE, picture)
                .chain(() -> transaction.preparedQuery(REFUSE).execute(picture))
                .replaceWithVoid());
    }

    /**
     * Takes one picture of this author away, or all of them where {@code id} is empty. Somebody else's stays.
     *
     * @param client inside a transaction
     */
    public Uni<Void> withdraw(SqlClient client, AuthorId author, Optional<GoalImageId> id) {
        Tuple pictures = Tuple.of(author.value(), id.map(GoalImageId::value).orElse(null));
        return each(client, FORGET_READINGS_OF_AUTHOR, pictures)
                .chain(() -> client.preparedQuery(WITHDRAW).execute(pictures))
                .replaceWithVoid();
    }

    /** In the order in which withdrawal locks rows. What a scene's own task means stays. */
    private static List<String> forgetReadings(String pictures) {
        String asked = "(SELECT id FROM prompt WHERE goal_image IN (" + pictures + "))";
        String read = " e.task_id IS NULL AND e.task_reading IS NOT NULL AND e.prompt_id IN " + asked;
        return List.of(
                // First what is being written, then what is ready: what becomes ready in between is seen by the second.
                "UPDATE dataset SET state = 'QUEUED', lease = NULL WHERE state = 'RUNNING' AND EXISTS (SELECT FROM episode e"
                        + " WHERE" + read + ")",
                "UPDATE dataset SET state = 'RECALLED' WHERE state = 'READY' AND id IN (SELECT de.dataset_id"
                        + " FROM dataset_episode de JOIN episode e ON e.id = de.episode_id WHERE" + read + ")",
                "UPDATE turn SET task_reading = NULL WHERE task_id IS NULL AND prompt_id IN " + asked,
                "UPDATE episode SET task_reading = NULL WHERE task_id IS NULL AND prompt_id IN " + asked,
                "UPDATE prompt SET task_reading = NULL WHERE task_id IS NULL AND id IN " + asked);
    }

    private static Uni<Void> each(SqlClient client, List<String> statements, Tuple values) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String statement : statements) {
            all = all.chain(
                    () -> client.preparedQuery(statement).execute(values).replaceWithVoid());
        }
        return all;
    }

    private Uni<Optional<PictureState>> read(String statement, Tuple values) {
        return postgres.preparedQuery(statement).execute(values).map(rows -> {
            RowIterator<Row> found = rows.iterator();
            return found.hasNext()
                    ? Optional.of(PictureState.valueOf(found.next().getString(0)))
                    : Optional.empty();
        });
    }
}
