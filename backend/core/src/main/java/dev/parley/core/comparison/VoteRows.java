package dev.parley.core.comparison;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.ComparisonId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rows of {@code comparison_vote}. */
final class VoteRows {
    /** What the choice means is decided here, from the draw and not from what a browser says. */
    private static final String INSERT = """
            INSERT INTO comparison_vote (comparison_id, author, cohort, choice, left_is_first, won_policy, won_digest,
                                         lost_policy, lost_digest, why, counts, not_counted, created_at)
            SELECT c.id, $2, CASE WHEN EXISTS (SELECT FROM person WHERE id = $2) THEN 'ACCOUNT' ELSE 'GUEST' END,
                   $3, $8::boolean,
                   CASE WHEN $4 THEN CASE WHEN $8::boolean = $5::boolean THEN c.first_policy ELSE c.second_policy END END,
                   CASE WHEN $4 THEN CASE WHEN $8::boolean = $5::boolean THEN c.first_digest ELSE c.second_digest END END,
                   CASE WHEN $4 THEN CASE WHEN $8::boolean = $5::boolean THEN c.second_policy ELSE c.first_policy END END,
                   CASE WHEN $4 THEN CASE WHEN $8::boolean = $5::boolean THEN c.second_digest ELSE c.first_digest END END,
                   $6, $7::text IS NULL, $7, clock_timestamp()
            FROM comparison c WHERE c.id = $1
            ON CONFLICT (comparison_id, author) DO NOTHING""";

    private static final String OWN = "SELECT cohort, choice, why, not_counted, created_at FROM comparison_vote"
            + " WHERE comparison_id = $1 AND author = $2";

    private static final String TALLY = """
            SELECT cohort,
                   CASE WHEN left_is_first = $2 THEN choice
                        WHEN choice = 'LEFT' THEN 'RIGHT' WHEN choice = 'RIGHT' THEN 'LEFT' ELSE choice END AS said,
                   counts, count(*)
            FROM comparison_vote WHERE comparison_id = $1 GROUP BY cohort, said, counts""";

    private VoteRows() {}

    record Tally(Map<Cohort, Map<Choice, Integer>> counted, int uncounted) {}

    /** @throws ParleyException COMPARISON_VOTED in the Uni, where this author has */
    static Uni<Void> insert(
            SqlConnection transaction,
            ComparisonId id,
            AuthorId author,
            Ballot ballot,
            boolean leftIsFirst,
            Optional<NotCounted> notCounted) {
        boolean decided = ballot.choice() == Choice.LEFT || ballot.choice() == Choice.RIGHT;
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addUUID(id.value())
                        .addUUID(author.value())
                        .addString(ballot.choice().name())
                        .addBoolean(decided)
                        .addBoolean(ballot.choice() == Choice.LEFT)
                        .addArrayOfString(ballot.why().stream().sorted().toArray(String[]::new))
                        .addString(notCounted.map(Enum::name).orElse(null))
                        .addBoolean(leftIsFirst))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new ParleyException(
                                ErrorCode.COMPARISON_VOTED,
                                "Your vote on comparison %s is in, and it cannot be changed: you know by now which policy is which."
                                        .formatted(id));
                    }
                })
                .replaceWithVoid();
    }

    static Uni<Optional<ComparisonVote>> own(SqlClient client, ComparisonId id, AuthorId author) {
        return client.preparedQuery(OWN)
                .execute(Tuple.of(id.value(), author.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(vote(rows.iterator().next())));
    }

    /** @param leftIsFirst as the reader of it sees the two: each vote is told as it would have been cast on these sides */
    static Uni<Tally> tally(SqlClient client, ComparisonId id, boolean leftIsFirst) {
        return client.preparedQuery(TALLY)
                .execute(Tuple.of(id.value(), leftIsFirst))
                .map(rows -> {
                    Map<Cohort, Map<Choice, Integer>> counted = new EnumMap<>(Cohort.class);
                    int uncounted = 0;
                    for (Row row : rows) {
                        if (row.getBoolean(2)) {
                            counted.computeIfAbsent(
                                            Cohort.valueOf(row.getString(0)), cohort -> new EnumMap<>(Choice.class))
                                    .put(Choice.valueOf(row.getString(1)), row.getInteger(3));
                        } else {
                            uncounted += row.getInteger(3);
                        }
                    }
                    return new Tally(counted, uncounted);
                });
    }

    private static ComparisonVote vote(Row row) {
        return new ComparisonVote(
                Cohort.valueOf(row.getString(0)),
                Choice.valueOf(row.getString(1)),
                Set.of(row.getArrayOfStrings(2)),
                Optional.ofNullable(row.getString(3)).map(NotCounted::valueOf),
                row.getOffsetDateTime(4).toInstant());
    }
}
