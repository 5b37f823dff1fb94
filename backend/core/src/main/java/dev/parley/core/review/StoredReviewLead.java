package dev.parley.core.review;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
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
import java.util.Map;
import java.util.Optional;

/** The lead's desk in PostgreSQL. */
@ApplicationScoped
class StoredReviewLead implements ReviewLead {
    private static final String OVERVIEW = """
            SELECT (SELECT count(*) FROM episode e WHERE\s""" + ReviewFit.FOR_ANYBODY + """
                        AND NOT EXISTS (SELECT FROM review_clip c WHERE c.episode_id = e.id)),
                   count(*) FILTER (WHERE d.state = 'OPEN'), count(*) FILTER (WHERE d.state = 'DISPUTED'),
                   count(*) FILTER (WHERE d.state = 'SETTLED'),
                   (SELECT count(*) FROM review WHERE state = 'CLAIMED' AND expires_at > clock_timestamp())
            FROM review_clip d JOIN episode s ON s.id = d.episode_id AND s.withdrawn_at IS NULL""";

    private static final String GOLD = """
            SELECT q.episode_id, q.result, p.name, q.set_at, q.retired_at IS NOT NULL,
                   count(l.review_id)::int, (count(*) FILTER (WHERE l.result = q.result))::int
            FROM review_gold q JOIN person p ON p.id = q.set_by
            LEFT JOIN review r ON r.episode_id = q.episode_id AND r.kind = 'GOLD'
            LEFT JOIN review_label l ON l.review_id = r.id AND l.version = 1 AND l.result <> 'CANNOT_TELL'
            GROUP BY q.episode_id, p.name ORDER BY q.set_at DESC, q.episode_id""";

    private static final String SET = """
            INSERT INTO review_gold (episode_id, result, set_by) SELECT e.id, $2, $3 FROM episode e
            WHERE e.id = $1 AND\s""" + ReviewFit.FOR_ANYBODY + """
            ON CONFLICT (episode_id) DO UPDATE SET retired_at = NULL
            WHERE review_gold.result = excluded.result AND review_gold.retired_at IS NOT NULL""";

    private static final String RETIRE =
            "UPDATE review_gold SET retired_at = clock_timestamp() WHERE episode_id = $1 AND retired_at IS NULL";

    private static final String KNOWN = "SELECT result FROM review_gold WHERE episode_id = $1";

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final Reliability reliability;
    private final Audit audit;

    @Inject
    StoredReviewLead(Pool postgres, ReactiveBridge bridge, Reliability reliability, Audit audit) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.reliability = reliability;
        this.audit = audit;
    }

    @Override
    public Uni<Overview> overview() {
        return postgres.preparedQuery(OVERVIEW).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Overview(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        });
    }

    @Override
    public Uni<List<RaterStanding>> raters() {
        return reliability.now();
    }

    @Override
    public Uni<List<GoldQuestion>> gold() {
        return postgres.preparedQuery(GOLD).execute().map(rows -> {
            List<GoldQuestion> found = new ArrayList<>();
            rows.forEach(row -> found.add(new GoldQuestion(
                    new EpisodeId(row.getUUID(0)),
                    ReviewResult.valueOf(row.getString(1)),
                    row.getString(2),
                    row.getOffsetDateTime(3).toInstant(),
                    row.getBoolean(4),
                    row.getInteger(5),
                    row.getInteger(6))));
            return List.copyOf(found);
        });
    }

    @Override
    public Uni<Void> setGold(EpisodeId episode, ReviewResult result, Actor by, String reason) {
        if (result != ReviewResult.DONE && result != ReviewResult.NOT_DONE) {
            throw new ParleyException(
                    ErrorCode.REVIEW_MALFORMED,
                    "A question with a known answer is plainly done or not-done; not %s.".formatted(result.word()));
        }
        PersonId person = by.person().orElseThrow();
        return bridge.backHere(() -> bridge.onContext(() -> postgres.withTransaction(transaction -> transaction
                .preparedQuery(SET)
                .execute(Tuple.of(episode.value(), result.name(), person.value()))
                .chain(rows -> rows.rowCount() == 1
                        ? record(transaction, by, "review.gold-set", episode, reason, Map.of("result", result.word()))
                        : already(transaction, episode, result)))));
    }

    @Override
    public Uni<Void> retireGold(EpisodeId episode, Actor by, String reason) {
        return bridge.backHere(() -> bridge.onContext(() -> postgres.withTransaction(transaction -> transaction
                .preparedQuery(RETIRE)
                .execute(Tuple.of(episode.value()))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new ParleyException(
                                ErrorCode.EPISODE_UNKNOWN,
                                "Episode %s is no question with a known answer.".formatted(episode));
                    }
                })
                .chain(() -> record(transaction, by, "review.gold-retired", episode, reason, Map.of())))));
    }

    private Uni<Void> record(
            SqlConnection transaction,
            Actor by,
            String action,
            EpisodeId episode,
            String reason,
            Map<String, String> details) {
        return audit.record(
                transaction, by, new Deed(action, "episode", episode.toString(), Optional.empty(), reason, details));
    }

    /** Nothing was to be done where it is so already. */
    private static Uni<Void> already(SqlConnection transaction, EpisodeId episode, ReviewResult wanted) {
        return transaction
                .preparedQuery(KNOWN)
                .execute(Tuple.of(episode.value()))
                .invoke(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    if (!found.hasNext()) {
                        throw new ParleyException(
                                ErrorCode.EPISODE_UNKNOWN,
                                "There is no episode %s that has ended by itself, whose film is there and whose policy is no secret of a comparison."
                                        .formatted(episode));
                    }
                    if (!found.next().getString(0).equals(wanted.name())) {
                        throw new ParleyException(
                                ErrorCode.STATE_CONFLICT,
                                "Episode %s is such a question already, with the other answer, and raters were judged by it; take another episode."
                                        .formatted(episode));
                    }
                })
                .replaceWithVoid();
    }
}
