package dev.parley.core.result;

/** The queries of {@link ResultReads}. In each, $1 is the judge, $2 the body, $3 a scene and $4 a task or null, $5 end reasons that count, $6 those that are the policy's doing. */
final class ResultSql {
    /**
     * An episode e with the judge's outcome o, inside the sample; the scene judges only where it has a criterion. What a station's canary
     * asks is left out: the same seeds each day say nothing new of a policy.
     */
    private static final String SAMPLE = """
            FROM episode e LEFT JOIN outcome o ON o.episode_id = e.id AND o.judge = $1
            WHERE e.ended_at IS NOT NULL AND e.sealed_by IS NULL AND e.station_kind = $2
              AND ($3::text IS NULL OR e.scene_id = $3) AND ($4::text IS NULL OR e.task_id = $4)
              AND ($1 <> 'scene' OR e.task_reading IS NOT NULL)
              AND NOT EXISTS (SELECT FROM canary k WHERE k.id = e.author)""";

    private static final String OF_BOTH_BODIES = SAMPLE.replace(
                    "e.station_kind = $2", "e.station_kind IN ($2, 'SIMULATOR')")
            .replace(
                    "o.judge = $1",
                    "o.judge = CASE WHEN $1 = 'operator' AND e.station_kind = 'SIMULATOR' THEN 'scene' ELSE $1 END");

    private static final String ENDED = "(e.state <> 'LOST' AND e.end_reason = ANY ($5))";

    private static final String SAID = "coalesce(o.result <> 'NOT_SCORED', false)";

    /** Counts: judged, or ended by the policy's own doing. */
    private static final String COUNTS = ENDED + " AND (" + SAID + " OR e.end_reason = ANY ($6))";

    private static final String DONE = "coalesce(o.result = 'SUCCESS', false)";

    private static final String NUMBERS = " count(*) FILTER (WHERE " + COUNTS + " AND " + DONE + "),"
            + " count(*) FILTER (WHERE " + COUNTS + "),"
            + " count(*) FILTER (WHERE " + ENDED + " AND NOT (" + COUNTS + ")),"
            + " count(*) FILTER (WHERE NOT " + ENDED + ") ";

    private static final String VERSION = " AND e.policy_name = $7 AND e.policy_digest = $8 ";

    static final String TALLIES = "SELECT e.policy_name, e.policy_digest, e.scene_id, coalesce(e.task_id, ''),"
            + NUMBERS + SAMPLE
            + " GROUP BY e.policy_name, e.policy_digest, e.scene_id, coalesce(e.task_id, '') ORDER BY 1, 2, 3, 4";

    static final String BY_ASKER = "SELECT e.author," + NUMBERS + SAMPLE + VERSION + " GROUP BY e.author";

    static final String BY_STATION = "SELECT e.station_id," + NUMBERS + SAMPLE + VERSION + " GROUP BY e.station_id";

    /** What makes a start, of an episode e and its turn t. Two pictures are two goals, whatever else is alike. */
    private static final String START = "e.scene_id AS scene, coalesce(e.task_id, '') AS task,"
            + " coalesce(e.instruction, '') AS words, coalesce(e.goal_image::text, '') AS picture, e.seed AS seed,"
            + " coalesce(t.conditions, '') AS pinned";

    private static final String SAME = "scene, task, words, picture, seed, pinned";

    /** The first episode of each version from each start, of those that count. What was asked for is unknown once it was taken back. */
    private static String firsts(String sample, String which) {
        return "SELECT DISTINCT ON (version, kind, " + SAME
                + ") * FROM (SELECT e.policy_name || ' ' || e.policy_digest AS version,"
                + " e.station_kind AS kind, " + START + ", e.created_at AS at, " + DONE + " AS done "
                + sample.replace("FROM episode e", "FROM episode e JOIN turn t ON t.id = e.turn_id")
                + " AND " + COUNTS + " AND e.withdrawn_at IS NULL" + which + ") AS runs ORDER BY version, kind, " + SAME
                + ", at";
    }

    /** $7 and $8: the first version, $9 and $10: the second. */
    static final String BLOCKS = "WITH runs AS ("
            + firsts(SAMPLE, " AND (e.policy_name, e.policy_digest) IN (($7, $8), ($9, $10))")
            + ") SELECT one.done, other.done FROM runs one JOIN runs other USING (" + SAME + ")"
            + " WHERE one.version = $7 || ' ' || $8 AND other.version = $9 || ' ' || $10"
            + " ORDER BY greatest(one.at, other.at), seed";

    /** $2: the real kind. What is asked in other words or pinned otherwise is as little alike as another task. */
    static final String TWINS = "WITH runs AS (" + firsts(OF_BOTH_BODIES, "") + "),"
            + " robot AS (SELECT * FROM runs WHERE kind <> 'SIMULATOR'),"
            + " sim AS (SELECT * FROM runs WHERE kind = 'SIMULATOR')"
            + " SELECT version, count(*) FILTER (WHERE robot.done AND sim.done),"
            + " count(*) FILTER (WHERE robot.done AND NOT sim.done),"
            + " count(*) FILTER (WHERE NOT robot.done AND sim.done),"
            + " count(*) FILTER (WHERE NOT robot.done AND NOT sim.done),"
            + " count(*) FILTER (WHERE robot.done IS NULL),"
            + " count(*) FILTER (WHERE robot.done IS NULL AND sim.done),"
            + " count(*) FILTER (WHERE sim.done IS NULL)"
            + " FROM robot FULL JOIN sim USING (version, " + SAME + ")"
            + " GROUP BY version, scene, task, words, picture, pinned"
            + " ORDER BY version, scene, task, words, picture, pinned";

    static final String PROXIES = "SELECT e.policy_name, e.policy_digest, x.proxy,"
            + " count(*) FILTER (WHERE " + DONE + "), count(*) FILTER (WHERE x.said), count(*) "
            + SAMPLE.replace(
                    "\nWHERE",
                    "\nJOIN LATERAL (SELECT 'detector' AS proxy, e.detector_probability >= 0.5 AS said"
                            + " WHERE e.detector_probability IS NOT NULL"
                            + " UNION ALL SELECT p.judge, p.result = 'SUCCESS' FROM outcome p"
                            + " WHERE p.episode_id = e.id AND p.judge <> $1 AND p.result <> 'NOT_SCORED') AS x ON true\nWHERE")
            + " AND " + ENDED + " AND " + SAID + " AND cardinality($6::text[]) >= 0"
            + " GROUP BY e.policy_name, e.policy_digest, x.proxy ORDER BY x.proxy, e.policy_name, e.policy_digest";

    /** $9: how many. */
    static final String STARTS = "SELECT e.conditions, " + DONE + " " + SAMPLE + VERSION + " AND " + COUNTS
            + " AND e.conditions <> '{}' ORDER BY e.created_at DESC LIMIT $9";

    /** $1: the body, $2: a scene or null. */
    static final String PACE = "SELECT avg(ms)::bigint, count(*) FROM ("
            + "SELECT extract(epoch FROM ended_at - created_at) * 1000 AS ms FROM episode"
            + " WHERE station_kind = $1 AND ($2::text IS NULL OR scene_id = $2)"
            + " AND state IN ('TERMINATED', 'TRUNCATED') AND sealed_by IS NULL ORDER BY ended_at DESC LIMIT 1000) AS newest";

    private ResultSql() {}
}
