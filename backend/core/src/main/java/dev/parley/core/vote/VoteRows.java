package dev.parley.core.vote;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code vote}: what each person says now; {@code vote_audit} keeps what they said before. */
final class VoteRows {
    private static final String PUT = """
            WITH put AS (
                INSERT INTO vote (episode_id, author, success, progress, tags, comment, prompter, at, version)
                VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), 1)
                ON CONFLICT (episode_id, author) DO UPDATE SET success = excluded.success,
                progress = excluded.progress, tags = excluded.tags, comment = excluded.comment,
                prompter = excluded.prompter, at = excluded.at, version = vote.version + 1
                RETURNING *),
            audited AS (
                INSERT INTO vote_audit (episode_id, author, success, progress, tags, comment, at)
                SELECT episode_id, author, success, progress, tags, comment, at FROM put)
            SELECT at, version FROM put""";
    private static final String OWN = """
            SELECT success, progress, tags, comment, prompter, at FROM vote WHERE episode_id = $1 AND author = $2""";
    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE success = 'YES'), count(*) FILTER (WHERE success = 'PARTLY'),
                   count(*) FILTER (WHERE success = 'NO'), avg(progress)
            FROM vote WHERE episode_id = $1""";
    private static final String COUNT_CROWD = COUNT + " AND NOT prompter";

    private VoteRows() {}

    /** A vote that is in, and whether it is this person's first on this episode. */
    record Put(Vote vote, boolean first) {}

    /** Puts a vote in the place of an earlier one, if any, and both into the audit. */
    static Uni<Put> put(SqlClient transaction, EpisodeId episode, AuthorId author, Ballot ballot, boolean prompter) {
        Tuple values = Tuple.tuple()
                .addUUID(episode.value())
                .addUUID(author.value())
                .addString(ballot.success().name())
                .addDouble(ballot.progress().isPresent() ? ballot.progress().getAsDouble() : null)
                .addArrayOfString(ballot.tags().toArray(String[]::new))
                .addString(ballot.comment().orElse(null))
                .addBoolean(prompter);
        return transaction.preparedQuery(PUT).execute(values).map(rows -> {
            Row row = rows.iterator().next();
            Vote vote = new Vote(
                    episode,
                    author,
                    ballot.success(),
                    ballot.progress(),
                    ballot.tags(),
                    ballot.comment(),
                    prompter,
                    row.getOffsetDateTime(0).toInstant());
            return new Put(vote, row.getLong(1) == 1);
        });
    }

    static Uni<Optional<Vote>> own(SqlClient client, EpisodeId episode, AuthorId author) {
        return client.preparedQuery(OWN)
                .execute(Tuple.of(episode.value(), author.value()))
                .map(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    return found.hasNext() ? Optional.of(vote(episode, author, found.next())) : Optional.empty();
                });
    }

    /** Everybody's. */
    static Uni<VoteCount> count(SqlClient client, EpisodeId episode) {
        return counted(client, COUNT, episode.value());
    }

    /** Everybody's but the prompter's. */
    static Uni<VoteCount> countCrowd(SqlClient client, EpisodeId episode) {
        return counted(client, COUNT_CROWD, episode.value());
    }

    private static Uni<VoteCount> counted(SqlClient client, String statement, UUID episode) {
        return client.preparedQuery(statement).execute(Tuple.of(episode)).map(rows -> {
            Row row = rows.iterator().next();
            return new VoteCount(row.getInteger(0), row.getInteger(1), row.getInteger(2), number(row.getDouble(3)));
        });
    }

    private static Vote vote(EpisodeId episode, AuthorId author, Row row) {
        return new Vote(
                episode,
                author,
                Vote.Success.valueOf(row.getString(0)),
                number(row.getDouble(1)),
                new LinkedHashSet<>(Arrays.asList(row.getArrayOfStrings(2))),
                Optional.ofNullable(row.getString(3)),
                row.getBoolean(4),
                row.getOffsetDateTime(5).toInstant());
    }

    private static OptionalDouble number(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
