package dev.parley.core.review;

import dev.parley.core.analysis.crowd.GoldCheck;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Gives places away. Two who ask for the last one meet at its unique index: one has it and the other looks again. All of it is in
 * PostgreSQL: a server that dies in between takes nothing with it, and what nobody labels is free again when its time is over.
 */
@ApplicationScoped
class ReviewClaims {
    private static final int MOST_TRIES = 8;

    /** Also what this person ($1) has of what may not be shown any more: nobody could judge it, and they would get nothing else. */
    private static final String LAPSE = """
            UPDATE review SET state = 'LAPSED' WHERE id IN (
                SELECT id FROM review r WHERE state = 'CLAIMED' AND (expires_at < clock_timestamp() OR person_id = $1 AND EXISTS (
                    SELECT FROM episode e WHERE e.id = r.episode_id AND (e.withdrawn_at IS NOT NULL OR e.sealed_by IS NOT NULL)))
                ORDER BY id FOR UPDATE SKIP LOCKED)""";

    private static final String OPEN = "SELECT id FROM review WHERE person_id = $1 AND state = 'CLAIMED'";

    private static final String ENTER = """
            INSERT INTO review_clip (episode_id, state, chosen) VALUES ($1, 'OPEN', $2)
            ON CONFLICT (episode_id) DO NOTHING""";

    private static final String TAKE = """
            INSERT INTO review (id, episode_id, person_id, kind, place, state, counts, claimed_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, 'CLAIMED', $6, clock_timestamp(), clock_timestamp() + $7 * interval '1 millisecond')
            ON CONFLICT DO NOTHING""";

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final ReviewQueue queue;
    private final ReviewSample sample;
    private final ReviewConfig config;

    @Inject
    ReviewClaims(Pool postgres, ReactiveBridge bridge, ReviewQueue queue, ReviewSample sample, ReviewConfig config) {
        if (!config.claim().isPositive()) {
            throw new IllegalArgumentException("parley.reviews.claim is longer than nothing, not " + config.claim());
        }
        this.postgres = postgres;
        this.bridge = bridge;
        this.queue = queue;
        this.sample = sample;
        this.config = config;
    }

    /** The one they have open, else a new one; empty where nothing waits for them. */
    Uni<Optional<ReviewId>> claim(Rater rater) {
        boolean sampled = rater.rates() && queue.drawsSample();
        return bridge.backHere(() -> bridge.onContext(() -> (sampled
                        ? sample.draw(rater)
                        : Uni.createFrom().voidItem())
                .chain(() -> postgres.withTransaction(transaction -> claim(transaction, rater, sampled)))));
    }

    private Uni<Optional<ReviewId>> claim(SqlConnection transaction, Rater rater, boolean sampled) {
        return ReviewRows.alone(transaction, rater.person())
                .chain(() -> transaction
                        .preparedQuery(LAPSE)
                        .execute(Tuple.of(rater.person().value())))
                .chain(() -> GoldAnswers.of(transaction, rater.person()))
                .chain(gold -> claim(
                        transaction, new Wish(rater, sampled, gold.state() != GoldCheck.State.SHUT_OUT), MOST_TRIES));
    }

    /** @param counts whether what they say has weight */
    private record Wish(Rater rater, boolean sampled, boolean counts) {}

    private Uni<Optional<ReviewId>> claim(SqlConnection transaction, Wish wish, int triesLeft) {
        return transaction
                .preparedQuery(OPEN)
                .execute(Tuple.of(wish.rater().person().value()))
                .chain(rows -> rows.size() > 0
                        ? Uni.createFrom()
                                .item(Optional.of(
                                        new ReviewId(rows.iterator().next().getUUID(0))))
                        : queue.next(transaction, wish.rater(), wish.sampled())
                                .chain(next -> next.isEmpty()
                                        ? Uni.createFrom().item(Optional.empty())
                                        : take(transaction, wish, next.get(), triesLeft)));
    }

    private Uni<Optional<ReviewId>> take(SqlConnection transaction, Wish wish, ReviewQueue.Next next, int triesLeft) {
        if (triesLeft == 0) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT, "Many take clips at this moment; ask again, nothing was taken for you.");
        }
        ReviewId id = ReviewId.random();
        Tuple place = Tuple.tuple()
                .addUUID(id.value())
                .addUUID(next.episode().value())
                .addUUID(wish.rater().person().value())
                .addString(next.kind().name())
                .addInteger(next.place().orElse(null))
                .addBoolean(wish.counts())
                .addDouble((double) config.claim().toMillis());
        return enter(transaction, next)
                .chain(() -> transaction.preparedQuery(TAKE).execute(place))
                .chain(rows -> rows.rowCount() == 1
                        ? Uni.createFrom().item(Optional.of(id))
                        : claim(transaction, wish, triesLeft - 1));
    }

    private static Uni<Void> enter(SqlConnection transaction, ReviewQueue.Next next) {
        return next.kind() == ReviewData.Kind.RATING
                ? transaction
                        .preparedQuery(ENTER)
                        .execute(Tuple.of(next.episode().value(), next.chosen()))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
