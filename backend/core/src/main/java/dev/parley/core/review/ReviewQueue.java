package dev.parley.core.review;

import dev.parley.contracts.EpisodeId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which episode a rater gets next. Whether it is a question with a known answer; else one that waits for somebody to decide; else
 * mostly what judges or the detector are unsure of, and for a fixed part one of the sample ({@link ReviewSample}). What has been
 * begun comes before what has not, so that few episodes have all of their raters soon instead of many having one. All of them
 * are looked for every time, whichever is taken: how long a claim takes says nothing of what it was.
 */
@ApplicationScoped
class ReviewQueue {
    /** $3 the wanted answer. Once given back, such a question is not asked again: only few come back, and would be known by it. */
    private static final String GOLD = """
            SELECT e.id FROM review_gold q JOIN episode e ON e.id = q.episode_id
            WHERE q.retired_at IS NULL AND\s""" + ReviewFit.FOR_THEM + " ORDER BY q.result = $3 DESC, random() LIMIT 1";

    private static final String DISPUTED = """
            SELECT e.id FROM review_clip d JOIN episode e ON e.id = d.episode_id
            WHERE d.state = 'DISPUTED'
            AND NOT EXISTS (SELECT FROM review t WHERE t.episode_id = e.id AND t.place = 0 AND t.counts AND t.state <> 'LAPSED') AND\s""" + ReviewFit.FOR_THEM + " ORDER BY d.opened_at LIMIT 1";

    /**
     * $3 raters, $4 whether one of the sample is wanted. What was begun is taken up however old it is, and also where it was made
     * a question with a known answer since; new is only what is none.
     */
    private static final String RATING = """
            WITH begun AS (
                SELECT e.id, e.detector_probability AS guess, true AS begun, b.sampled_among IS NOT NULL AS sampled
                FROM review_clip b JOIN episode e ON e.id = b.episode_id WHERE b.state = 'OPEN' AND\s""" + ReviewFit.FOR_THEM + """
                ORDER BY b.opened_at LIMIT %1$d),
            fresh AS (
                SELECT e.id, e.detector_probability AS guess, false AS begun, false AS sampled FROM episode e WHERE\s""".formatted(ReviewFit.NEWEST) + ReviewFit.FOR_THEM
            + """
                AND NOT EXISTS (SELECT FROM review_gold q WHERE q.episode_id = e.id AND q.retired_at IS NULL)
                AND NOT EXISTS (SELECT FROM review_clip b WHERE b.episode_id = e.id)
                ORDER BY e.ended_at DESC LIMIT %1$d),
            weighed AS (
                SELECT f.id, f.begun, f.sampled, CASE WHEN f.begun THEN (SELECT min(n) FROM generate_series(1, $3) n WHERE NOT EXISTS (
                        SELECT FROM review t WHERE t.episode_id = f.id AND t.place = n AND t.counts AND t.state <> 'LAPSED'))
                        ELSE 1 END AS place,
                    CASE WHEN o.results > 1 OR (o.failed AND f.guess > 0.9) OR (o.succeeded AND f.guess < 0.1) THEN 1
                         WHEN f.guess BETWEEN 0.25 AND 0.75 THEN 2 ELSE 3 END AS urgent
                FROM (SELECT * FROM begun UNION ALL SELECT * FROM fresh) f
                LEFT JOIN LATERAL (
                    SELECT count(DISTINCT result) AS results, bool_or(judge = 'scene' AND result = 'FAILURE') AS failed,
                           bool_or(judge = 'scene' AND result = 'SUCCESS') AS succeeded
                    FROM outcome WHERE episode_id = f.id AND judge <> 'researcher' AND result <> 'NOT_SCORED') o ON true)
            SELECT id, place, urgent FROM weighed WHERE place IS NOT NULL
            ORDER BY (begun AND sampled = $4) DESC, urgent, random() LIMIT 1""".formatted(ReviewFit.NEWEST);

    private final SecureRandom random;
    private final ReviewConfig config;

    @Inject
    ReviewQueue(SecureRandom random, ReviewConfig config) {
        requireShare("gold-share", config.goldShare());
        requireShare("sample-share", config.sampleShare());
        this.random = random;
        this.config = config;
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("parley.reviews.%s is 0 to 1, not %s".formatted(name, share));
        }
    }

    /**
     * What is to be taken.
     *
     * @param place empty for a question with a known answer
     * @param chosen why it enters the desk, where it does so now
     */
    record Next(EpisodeId episode, ReviewData.Kind kind, Optional<Integer> place, String chosen) {}

    /** Whether the next clip is one of the sample: so often as the settings say. */
    boolean drawsSample() {
        return random.nextDouble() < config.sampleShare();
    }

    Uni<Optional<Next>> next(SqlConnection transaction, Rater rater, boolean sample) {
        boolean asksKnown = rater.rates() && !rater.leads() && random.nextDouble() < config.goldShare();
        return next(transaction, rater, sample, asksKnown, false)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(found)
                        : next(transaction, rater, sample, asksKnown, true));
    }

    private Uni<Optional<Next>> next(
            SqlConnection transaction, Rater rater, boolean sample, boolean asksKnown, boolean again) {
        return (rater.rates() && !rater.leads() ? gold(transaction, rater) : nothing())
                .chain(gold -> disputed(transaction, rater, again)
                        .chain(disputed -> (rater.rates() ? rating(transaction, rater, sample, again) : nothing())
                                .map(rating -> asksKnown && gold.isPresent() ? gold : disputed.or(() -> rating))));
    }

    /** As many of the one answer as of the other, or the answer could be guessed. */
    private Uni<Optional<Next>> gold(SqlConnection transaction, Rater rater) {
        String result = random.nextBoolean() ? "DONE" : "NOT_DONE";
        return first(
                transaction,
                GOLD,
                Tuple.of(rater.person().value(), false, result),
                row -> new Next(episode(row), ReviewData.Kind.GOLD, Optional.empty(), "REST"));
    }

    private Uni<Optional<Next>> disputed(SqlConnection transaction, Rater rater, boolean again) {
        return first(
                transaction,
                DISPUTED,
                Tuple.of(rater.person().value(), again),
                row -> new Next(episode(row), ReviewData.Kind.ADJUDICATION, Optional.of(0), "REST"));
    }

    private Uni<Optional<Next>> rating(SqlConnection transaction, Rater rater, boolean sample, boolean again) {
        return first(
                transaction,
                RATING,
                Tuple.of(rater.person().value(), again, config.raters(), sample),
                row -> new Next(
                        episode(row),
                        ReviewData.Kind.RATING,
                        Optional.of(row.getInteger(1)),
                        chosen(row.getInteger(2))));
    }

    private static Uni<Optional<Next>> first(
            SqlConnection transaction, String query, Tuple values, Function<Row, Next> next) {
        return transaction.preparedQuery(query).execute(values).map(rows -> {
            RowIterator<Row> found = rows.iterator();
            return found.hasNext() ? Optional.of(next.apply(found.next())) : Optional.empty();
        });
    }

    private static EpisodeId episode(Row row) {
        return new EpisodeId(row.getUUID(0));
    }

    private static String chosen(int urgent) {
        return switch (urgent) {
            case 1 -> "JUDGES_DISAGREE";
            case 2 -> "DETECTOR_UNSURE";
            default -> "REST";
        };
    }

    private static Uni<Optional<Next>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }
}
