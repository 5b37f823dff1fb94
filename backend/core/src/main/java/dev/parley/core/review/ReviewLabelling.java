package dev.parley.core.review;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.analysis.crowd.GoldCheck;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** What happens with a label: in one transaction it is stored, written to the audit, and makes or takes back a verdict. */
@ApplicationScoped
class ReviewLabelling {
    private static final String STANDING = """
            SELECT r.episode_id, r.kind, r.state, coalesce(e.steps, 0), e.control_hz,
                   extract(epoch FROM clock_timestamp() - r.claimed_at)::float8
            FROM review r JOIN episode e ON e.id = r.episode_id WHERE r.id = $1 AND r.person_id = $2 FOR UPDATE OF r""";

    private static final String LABELLED = "UPDATE review SET state = 'LABELLED' WHERE id = $1";

    private final ReviewClips clips;
    private final Audit audit;

    @Inject
    ReviewLabelling(ReviewClips clips, Audit audit) {
        this.clips = clips;
        this.audit = audit;
    }

    /** Where it stands as somebody says something of it. */
    private record Standing(
            EpisodeId episode, ReviewData.Kind kind, ReviewData.State state, int steps, double hz, double hadSeconds) {
        static Standing of(Row row) {
            return new Standing(
                    new EpisodeId(row.getUUID(0)),
                    ReviewData.Kind.valueOf(row.getString(1)),
                    ReviewData.State.valueOf(row.getString(2)),
                    row.getInteger(3),
                    row.getDouble(4),
                    row.getDouble(5));
        }

        double seconds() {
            return steps / hz;
        }
    }

    Uni<Void> label(SqlConnection transaction, ReviewId id, Rater rater, ReviewLabel label) {
        return ReviewRows.alone(transaction, rater.person())
                .chain(() -> standing(transaction, id, rater))
                .chain(standing -> label(transaction, id, rater, label, standing));
    }

    private Uni<Void> label(SqlConnection transaction, ReviewId id, Rater rater, ReviewLabel label, Standing standing) {
        label.checked(standing.steps());
        boolean first = standing.state() != ReviewData.State.LABELLED;
        if (first && standing.hadSeconds() < Reviews.LEAST_WATCHED * standing.seconds()) {
            throw new ParleyException(
                    ErrorCode.REVIEW_TOO_EARLY,
                    "This clip lasts %.1f s and you have had it for %.1f s; watch it before you judge it."
                            .formatted(standing.seconds(), standing.hadSeconds()));
        }
        // Its place before the episode: whoever takes places waits for episodes, and nobody may wait in a circle.
        return (first ? labelled(transaction, id) : Uni.createFrom().voidItem())
                .chain(() -> first && standing.kind() == ReviewData.Kind.GOLD
                        ? shutsOut(transaction, rater, standing, label)
                        : Uni.createFrom().item(false))
                .chain(shutsOut -> said(transaction, id, rater, label, standing, shutsOut));
    }

    private Uni<Void> said(
            SqlConnection transaction,
            ReviewId id,
            Rater rater,
            ReviewLabel label,
            Standing standing,
            boolean shutsOut) {
        return clips.lock(transaction, rater.person(), standing.episode(), shutsOut)
                .invoke(there -> {
                    if (!there.contains(standing.episode())) {
                        throw new ParleyException(
                                ErrorCode.WITHDRAWN,
                                "What this clip shows was taken back by whoever asked for it; there is nothing to judge any more.");
                    }
                })
                .chain(() -> ReviewRows.say(transaction, id, label))
                .chain(version -> audit.record(transaction, rater.actor(), deed(id, version)))
                .chain(() -> standing.kind() == ReviewData.Kind.GOLD
                        ? Uni.createFrom().voidItem()
                        : clips.settle(transaction, standing.episode()))
                .chain(() -> shutsOut
                        ? clips.shutOut(transaction, rater.person())
                        : Uni.createFrom().voidItem());
    }

    /**
     * Known before anything is locked: only whoever is shut out by this answer has all of their clips settled anew, and any other
     * answer takes as long as a label on a clip whose answer nobody knows. They are not told.
     */
    private static Uni<Boolean> shutsOut(SqlConnection transaction, Rater rater, Standing standing, ReviewLabel label) {
        return GoldAnswers.with(transaction, rater.person(), standing.episode(), label.result())
                .map(check -> check.state() == GoldCheck.State.SHUT_OUT);
    }

    private static Uni<Standing> standing(SqlConnection transaction, ReviewId id, Rater rater) {
        return transaction
                .preparedQuery(STANDING)
                .execute(Tuple.of(id.value(), rater.person().value()))
                .map(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    if (!found.hasNext()) {
                        throw StoredReviews.unknown(id);
                    }
                    return Standing.of(found.next());
                });
    }

    private static Uni<Void> labelled(SqlConnection transaction, ReviewId id) {
        return transaction.preparedQuery(LABELLED).execute(Tuple.of(id.value())).replaceWithVoid();
    }

    /** That somebody judged, and not what: who reads the audit may have to decide the clip, or rate it, as blind as others. */
    private static Deed deed(ReviewId id, int version) {
        return new Deed(
                version == 1 ? "review.labelled" : "review.changed",
                "review",
                id.toString(),
                Optional.empty(),
                "",
                Map.of("version", String.valueOf(version)));
    }
}
