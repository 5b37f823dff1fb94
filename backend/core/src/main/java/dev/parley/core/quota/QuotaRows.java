package dev.parley.core.quota;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** What is counted, as PostgreSQL says it. */
final class QuotaRows {
    /** The window that a quota looks at: it moves with the clock, so that no hour of the day is better than another. */
    static final Duration DAY = Duration.ofHours(24);

    /**
     * What the labs of {@code $1} gave since {@code $2} or have promised; {@code at} is null where it has not begun. Of what a
     * station is asked every day to see whether it drifts nothing counts: a lab that gives fewer episodes must not learn less of
     * its station. The index on a station's newest episodes answers it.
     */
    private static final String USED = """
            WITH used AS (
            SELECT s.lab_id, e.policy_name, e.created_at AS at FROM station s
            JOIN episode e ON e.station_id = s.id AND e.created_at > $2
            WHERE s.lab_id = ANY ($1) AND NOT EXISTS (SELECT FROM canary k WHERE k.id = e.author)
            UNION ALL
            SELECT s.lab_id, t.policy_name, NULL FROM station s
            JOIN assignment a ON a.station_id = s.id AND a.state IN ('PROPOSED', 'OFFERED') JOIN turn t ON t.id = a.turn_id
            WHERE s.lab_id = ANY ($1) AND NOT EXISTS (SELECT FROM canary k WHERE k.id = t.author)
            UNION ALL
            SELECT s.lab_id, f.policy_name, NULL FROM station s
            JOIN assignment a ON a.station_id = s.id AND a.state IN ('PROPOSED', 'OFFERED', 'LEASED')
            JOIN turn f ON f.follows = a.turn_id AND f.state IN ('WAITING', 'HELD')
            WHERE s.lab_id = ANY ($1))
            """;

    /** The oldest go first: what has to go before one more has room, and before two more have. */
    static final String QUOTAS = USED + """
            SELECT q.lab_id, q.policy_name, q.most_per_day, q.by_whom, q.reason, q.at, count(u.lab_id)::int AS used,
                (array_agg(u.at ORDER BY u.at NULLS LAST))[count(u.lab_id)::int - q.most_per_day + 1] AS before_one,
                (array_agg(u.at ORDER BY u.at NULLS LAST))[count(u.lab_id)::int - q.most_per_day + 2] AS before_two,
                ARRAY(SELECT v.digest FROM policy_version v WHERE v.name = q.policy_name) AS digests
            FROM lab_quota q
            LEFT JOIN used u ON u.lab_id = q.lab_id AND (q.policy_name = '' OR u.policy_name = q.policy_name)
            WHERE q.lab_id = ANY ($1) GROUP BY q.lab_id, q.policy_name ORDER BY q.lab_id, q.policy_name""";

    private QuotaRows() {}

    /** From when on episodes count. */
    static OffsetDateTime since(Instant now) {
        return now.minus(DAY).atOffset(ZoneOffset.UTC);
    }

    static LabQuota quota(Row row, Instant now) {
        int most = row.getInteger("most_per_day");
        int used = row.getInteger("used");
        String policy = row.getString("policy_name");
        return new LabQuota(
                policy.isEmpty() ? Optional.empty() : Optional.of(policy),
                most,
                used,
                used < most ? Optional.empty() : free(row, "before_one", most, 1, now),
                row.getString("by_whom"),
                row.getString("reason"),
                row.getOffsetDateTime("at").toInstant());
    }

    static DayRoom.Quota room(Row row, Instant now) {
        int most = row.getInteger("most_per_day");
        return new DayRoom.Quota(
                !row.getString("policy_name").isEmpty(),
                Set.of(row.getArrayOfStrings("digests")),
                most,
                most - row.getInteger("used"),
                free(row, "before_one", most, 1, now),
                free(row, "before_two", most, 2, now));
    }

    /** What has not begun yet leaves no room before a day from now. */
    private static Optional<Instant> free(Row row, String before, int most, int needed, Instant now) {
        if (most < needed) {
            return Optional.empty();
        }
        OffsetDateTime begun = row.getOffsetDateTime(before);
        return Optional.of((begun == null ? now : begun.toInstant()).plus(DAY));
    }
}
