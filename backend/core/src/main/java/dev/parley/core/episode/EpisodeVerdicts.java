package dev.parley.core.episode;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What judging needs of an episode, inside a caller's transaction and outside Hibernate: many people vote at once. */
@ApplicationScoped
public class EpisodeVerdicts {
    private static final String LOCK = "SELECT author, state FROM episode WHERE id = $1 FOR UPDATE";
    private static final String JUDGE = """
            INSERT INTO outcome (episode_id, judge, result, progress, votes) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (episode_id, judge) DO UPDATE SET
            result = excluded.result, progress = excluded.progress, votes = excluded.votes, at = now()""";

    /** Whose prompt it ran for, and how it stands. */
    public record Standing(AuthorId author, EpisodeState state) {}

    /** Nobody else judges or changes it until the transaction ends. Empty for an episode that does not exist. */
    public Uni<Optional<Standing>> lock(SqlConnection transaction, EpisodeId id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(id.value())).map(rows -> {
            var found = rows.iterator();
            if (!found.hasNext()) {
                return Optional.empty();
            }
            var row = found.next();
            return Optional.of(new Standing(new AuthorId(row.getUUID(0)), EpisodeState.valueOf(row.getString(1))));
        });
    }

    /** A judge's verdict; a later one of the same judge replaces it. */
    public Uni<Void> judge(SqlConnection transaction, EpisodeId id, Outcome outcome) {
        return transaction
                .preparedQuery(JUDGE)
                .execute(Tuple.of(
                        id.value(),
                        outcome.judge(),
                        outcome.result().name(),
                        outcome.progress().isPresent() ? outcome.progress().getAsDouble() : null,
                        outcome.votes().isPresent() ? outcome.votes().getAsInt() : null))
                .replaceWithVoid();
    }
}
