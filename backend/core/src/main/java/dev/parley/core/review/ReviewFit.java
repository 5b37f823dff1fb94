package dev.parley.core.review;

/** Which episodes may be shown for review, as conditions on a table called e. */
final class ReviewFit {
    /** How many of the newest are looked at: a claim stays quick however many episodes there are. */
    static final int NEWEST = 5_000;

    /**
     * To anybody at all: there is a film, it was not taken back, no open comparison hides whose it is, no person went on with it
     * by hand, which would not be the policy's doing, and it is none of those that a station is asked day by day, always the same.
     */
    static final String FOR_ANYBODY = """
            e.state IN ('TERMINATED', 'TRUNCATED', 'ABORTED') AND e.withdrawn_at IS NULL AND e.sealed_by IS NULL
            AND e.taken_over_at IS NULL
            AND NOT EXISTS (SELECT FROM canary y WHERE y.id = e.author)
            AND EXISTS (SELECT FROM artifact a WHERE a.episode_id = e.id AND a.name = 'main.mp4')
            """;

    /**
     * To this person ($1): nothing of which they know whose it is or what others found. What they had and did not judge comes
     * to them again only with $2, once nothing else is left: what comes back and back would otherwise be known by that. The CASE
     * is for PostgreSQL, which takes a list of unknown length for one that leaves nothing, and reads a million episodes then.
     */
    static final String FOR_THEM = FOR_ANYBODY + """
            AND e.author <> $1
            AND NOT EXISTS (SELECT FROM review r WHERE r.episode_id = e.id AND r.person_id = $1 AND (r.state <> 'LAPSED' OR NOT $2))
            AND NOT EXISTS (SELECT FROM review_gold k WHERE k.episode_id = e.id AND k.set_by = $1)
            AND NOT EXISTS (SELECT FROM vote v WHERE v.episode_id = e.id AND v.author = $1)
            AND NOT EXISTS (SELECT FROM comparison c JOIN comparison_vote v ON v.comparison_id = c.id AND v.author = $1
                            WHERE c.first_turn = e.turn_id)
            AND NOT EXISTS (SELECT FROM comparison c JOIN comparison_vote v ON v.comparison_id = c.id AND v.author = $1
                            WHERE c.second_turn = e.turn_id)
            AND NOT EXISTS (SELECT FROM station_shift h WHERE h.station_id = e.station_id AND h.person_id = $1
                            AND h.began_at <= e.ended_at AND coalesce(h.ended_at, h.until) >= e.created_at)
            AND CASE WHEN e.policy_digest = ANY (ARRAY(SELECT p.digest FROM own_policy p WHERE p.person_id = $1)) THEN false ELSE true END
            """;

    private ReviewFit() {}
}
