package dev.parley.core.episode;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What judging needs of an episode, inside a caller's transaction and outside Hibernate: many people vote at once. */
@ApplicationScoped
public class EpisodeVerdicts {
    private static final String LOCK =
            "SELECT id, author, state, policy_digest, end_reason FROM episode WHERE id = ANY ($1) AND withdrawn_at IS NULL AND sealed_by IS NULL ORDER BY id FOR UPDATE";
    private static final String JUDGE = """
            INSERT INTO outcome (episode_id, judge, result, progress, votes) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (episode_id, judge) DO UPDATE SET
            result = excluded.result, progress = excluded.progress, votes = excluded.votes, at = now()""";

    private static final String TAKE_BACK = "DELETE FROM outcome WHERE episode_id = $1 AND judge = $2";

    /** Whose prompt it ran for, how it stands, which policy version ran, and why it ended. */
    public record Standing(AuthorId author, EpisodeState state, String policyDigest, Optional<EndReason> endReason) {}

    /** Nobody else judges or changes them until the transaction ends. Those that do not exist, were taken back or are sealed are not in the answer. */
    public Uni<Map<EpisodeId, Standing>> lock(SqlConnection transaction, Collection<EpisodeId> ids) {
        UUID[] uuids = ids.stream().map(EpisodeId::value).toArray(UUID[]::new);
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.tuple().addArrayOfUUID(uuids))
                .map(rows -> {
                    Map<EpisodeId, Standing> found = new HashMap<>();
                    rows.forEach(row -> found.put(
                            new EpisodeId(row.getUUID(0)),
                            new Standing(
                                    new AuthorId(row.getUUID(1)),
                                    EpisodeState.valueOf(row.getString(2)),
                                    row.getString(3),
                                    Optional.ofNullable(row.getString(4)).map(EndReason::valueOf))));
                    return found;
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

    /** A judge has none any more. */
    public Uni<Void> takeBack(SqlConnection transaction, EpisodeId id, String judge) {
        return transaction
                .preparedQuery(TAKE_BACK)
                .execute(Tuple.of(id.value(), judge))
                .replaceWithVoid();
    }
}
