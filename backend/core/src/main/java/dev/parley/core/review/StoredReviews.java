package dev.parley.core.review;

import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Moderation;
import dev.parley.core.reactive.ReactiveBridge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reviews in PostgreSQL. */
@ApplicationScoped
class StoredReviews implements Reviews {
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String GIVE_BACK =
            "UPDATE review SET state = 'LAPSED' WHERE id = $1 AND person_id = $2 AND state = 'CLAIMED'";

    private static final String NEWEST = """
            WHERE r.id IN (SELECT id FROM review WHERE person_id = $1 AND state <> 'LAPSED' ORDER BY claimed_at DESC LIMIT $2)
            ORDER BY r.claimed_at DESC, r.id, l.version""";

    /**
     * $3 as many as there can be beside a rater ($4 false) or before somebody who decides; $4 whether this one decides; $5 whether
     * this is a question with a known answer. Such a question is answered by many and decided by nobody, and would be told by that.
     * What weighs nothing any more is shown until something else has its place: that it vanished would tell of whom.
     */
    private static final String OTHERS = """
            WHERE r.id IN (SELECT id FROM review WHERE episode_id = $1 AND person_id <> $2 AND state = 'LABELLED'
                           AND (place > 0 OR (place IS NULL AND $5)) ORDER BY counts DESC, place NULLS LAST, claimed_at, id LIMIT $3)
               OR r.id = (SELECT id FROM review WHERE episode_id = $1 AND person_id <> $2 AND state = 'LABELLED'
                          AND place = 0 AND NOT $4 AND NOT $5 ORDER BY counts DESC, claimed_at DESC LIMIT 1)
            ORDER BY r.place NULLS LAST, r.id, l.version""";

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final ReviewClaims claims;
    private final ReviewLabelling labelling;
    private final ReviewConfig config;
    private final Limits limits;
    private final Moderation moderation;

    @Inject
    StoredReviews(
            Pool postgres,
            ReactiveBridge bridge,
            ReviewClaims claims,
            ReviewLabelling labelling,
            ReviewConfig config,
            Limits limits,
            Moderation moderation) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.claims = claims;
        this.labelling = labelling;
        this.config = config;
        this.limits = limits;
        this.moderation = moderation;
    }

    @Override
    public Uni<Optional<ReviewData>> claim(Rater rater) {
        return limits.take(Limit.REVIEWS, rater.author())
                .chain(() -> claims.claim(rater))
                .chain(taken -> taken.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : require(taken.get(), rater).map(Optional::of));
    }

    @Override
    public Uni<ReviewData> require(ReviewId id, Rater rater) {
        return ReviewRows.where(
                        postgres,
                        "WHERE r.id = $1 AND r.person_id = $2 ORDER BY l.version",
                        Tuple.of(id.value(), rater.person().value()))
                .map(found -> found.stream().findFirst().orElseThrow(() -> unknown(id)));
    }

    @Override
    public Uni<List<ReviewData>> own(Rater rater, int atMost) {
        return ReviewRows.where(postgres, NEWEST, Tuple.of(rater.person().value(), atMost));
    }

    @Override
    public Uni<List<Others>> others(ReviewData review) {
        if (!review.told()) {
            return Uni.createFrom().item(List.of());
        }
        boolean decides = review.kind() == ReviewData.Kind.ADJUDICATION;
        Tuple values = Tuple.tuple()
                .addUUID(review.episode().value())
                .addUUID(review.person().value())
                .addInteger(decides ? config.raters() : config.raters() - 1)
                .addBoolean(decides)
                .addBoolean(review.kind() == ReviewData.Kind.GOLD);
        return ReviewRows.where(postgres, OTHERS, values)
                .map(found -> found.stream()
                        .filter(ReviewData::told)
                        .map(each -> new Others(
                                each.labels().getLast().label(), each.kind() == ReviewData.Kind.ADJUDICATION))
                        .toList());
    }

    @Override
    public Uni<ReviewData> label(ReviewId id, Rater rater, ReviewLabel label) {
        return limits.take(Limit.REVIEWS, rater.author())
                .invoke(() -> label.note().flatMap(moderation::judge).ifPresent(why -> {
                    throw new ParleyException(ErrorCode.COMMENT_REFUSED, "The note is not taken. " + why.sentence());
                }))
                .chain(() -> inTransaction(transaction -> labelling.label(transaction, id, rater, label)))
                .onFailure(StoredReviews::placeIsTaken)
                .transform(taken -> new ParleyException(
                        ErrorCode.REVIEW_LAPSED,
                        "The time for review %s was over and somebody else has its place now. Nothing was stored; take another clip."
                                .formatted(id)))
                .chain(() -> require(id, rater));
    }

    @Override
    public Uni<Void> giveBack(ReviewId id, Rater rater) {
        return require(id, rater)
                .chain(() -> postgres.preparedQuery(GIVE_BACK)
                        .execute(Tuple.of(id.value(), rater.person().value())))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new ParleyException(
                                ErrorCode.STATE_CONFLICT,
                                "Review %s is not open any more, so there is nothing to give back.".formatted(id));
                    }
                })
                .replaceWithVoid();
    }

    private static boolean placeIsTaken(Throwable failure) {
        return failure instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    static ParleyException unknown(ReviewId id) {
        return new ParleyException(ErrorCode.REVIEW_UNKNOWN, "You have no review %s.".formatted(id));
    }

    private <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return bridge.backHere(() -> bridge.onContext(() -> postgres.withTransaction(work)));
    }
}
