package dev.parley.core.review;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Draws the sample from which alone rates may be estimated: one episode at a time, all alike, whoever asks and whatever else
 * has chosen an episode already. A draw from what is left over by other reasons would miss just what judges disagree on. An
 * episode that is drawn and judged already needs nothing more; one that is not for this rater waits for another.
 */
@ApplicationScoped
class ReviewSample {
    /** Where most of what is drawn is judged already, a claim goes on without one after so many. */
    private static final int MOST_DRAWS = 8;

    /** Nothing where the person ($1) has a clip, or where one of the sample waits for them; $3 raters. */
    private static final String DRAW =
            """
            WITH pool AS MATERIALIZED (SELECT e.id FROM episode e WHERE\s""" + ReviewFit.FOR_ANYBODY + """
                AND NOT EXISTS (SELECT FROM review_clip c WHERE c.episode_id = e.id AND c.sampled_among IS NOT NULL)
                ORDER BY e.ended_at DESC LIMIT %d)
            INSERT INTO review_clip (episode_id, state, chosen, sampled_among)
            SELECT p.id, 'OPEN', 'SAMPLE', (SELECT count(*) FROM pool)::int FROM pool p
            WHERE NOT EXISTS (SELECT FROM review o WHERE o.person_id = $1 AND o.state = 'CLAIMED' AND o.expires_at > clock_timestamp())
            AND NOT EXISTS (SELECT FROM review_clip s JOIN episode e ON e.id = s.episode_id
                WHERE s.state = 'OPEN' AND s.sampled_among IS NOT NULL
                AND (SELECT count(*) FROM review t WHERE t.episode_id = s.episode_id AND t.place BETWEEN 1 AND $3 AND t.counts
                     AND t.state <> 'LAPSED') < $3
                AND\s""".formatted(ReviewFit.NEWEST) + ReviewFit.FOR_THEM + """
                ) ORDER BY random() LIMIT 1
            ON CONFLICT (episode_id) DO UPDATE SET sampled_among = excluded.sampled_among WHERE review_clip.sampled_among IS NULL""";

    private final Pool postgres;
    private final ReviewConfig config;

    @Inject
    ReviewSample(Pool postgres, ReviewConfig config) {
        this.postgres = postgres;
        this.config = config;
    }

    /**
     * Until one of the sample waits for this rater or nothing is left to draw. Each draw is a commit of its own: holding a clip
     * while waiting for an episode would be the other way round than those who judge.
     */
    Uni<Void> draw(Rater rater) {
        return draw(Tuple.of(rater.person().value(), false, config.raters()), MOST_DRAWS);
    }

    private Uni<Void> draw(Tuple values, int left) {
        return left == 0
                ? Uni.createFrom().voidItem()
                : postgres.preparedQuery(DRAW)
                        .execute(values)
                        .chain(rows -> rows.rowCount() == 0 ? Uni.createFrom().voidItem() : draw(values, left - 1));
    }
}
