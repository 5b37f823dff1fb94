package dev.parley.core.study;

import dev.parley.contracts.StudyId;
import dev.parley.core.result.Version;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pages of studies. What each of them counts is counted for those of the page alone. */
final class ListedRows {
    private static final String PAGE = "SELECT " + StudyRows.STUDY + """
            , p.frozen, p.better, p.better_after, n.names, n.digests,
            CASE WHEN p.study_id IS NULL
                 THEN (SELECT count(*) FROM study_item i JOIN turn t ON t.id = i.turn_id
                       WHERE i.study_id = s.id AND (t.state IN ('DONE', 'EXPIRED')
                           OR t.state = 'CANCELLED' AND s.state <> 'WITHDRAWN'))
                 ELSE (SELECT count(*) FROM study_block b WHERE b.study_id = s.id AND b.state = 'JUDGED') END
            FROM (SELECT * FROM study one %s ORDER BY one.created_at DESC, one.id DESC LIMIT $1) AS s
            LEFT JOIN study_plan p ON p.study_id = s.id
            LEFT JOIN LATERAL (
                SELECT array_agg(v.policy_name ORDER BY v.policy_name, v.policy_digest) AS names,
                       array_agg(v.policy_digest ORDER BY v.policy_name, v.policy_digest) AS digests
                FROM (SELECT DISTINCT i.policy_name, i.policy_digest FROM study_item i
                      WHERE p.study_id IS NULL AND i.study_id = s.id) AS v) AS n ON true
            ORDER BY s.created_at DESC, s.id DESC""";

    private static final String NEWEST = PAGE.formatted("");

    private static final String OLDER =
            PAGE.formatted("WHERE (one.created_at, one.id) < (SELECT l.created_at, l.id FROM study l WHERE l.id = $2)");

    private static final int FROZEN = 7;

    private ListedRows() {}

    static Uni<List<ListedStudy>> page(SqlClient client, Optional<StudyId> after, int atMost) {
        return client.preparedQuery(after.isPresent() ? OLDER : NEWEST)
                .execute(after.map(last -> Tuple.of(atMost, last.value())).orElseGet(() -> Tuple.of(atMost)))
                .map(rows -> {
                    List<ListedStudy> page = new ArrayList<>(rows.size());
                    rows.forEach(row -> page.add(listed(row)));
                    return page;
                });
    }

    private static ListedStudy listed(Row row) {
        Optional<StudyPlan> plan = Optional.ofNullable(row.getString(FROZEN)).map(FrozenPlan::read);
        return new ListedStudy(
                StudyRows.study(row),
                plan,
                Optional.ofNullable(row.getInteger(FROZEN + 1))
                        .map(better -> new PlannedStudy.Verdict(better, row.getInteger(FROZEN + 2))),
                plan.map(StudyPlan::policies)
                        .orElseGet(
                                () -> versions(row.getArrayOfStrings(FROZEN + 3), row.getArrayOfStrings(FROZEN + 4))),
                row.getInteger(FROZEN + 5));
    }

    private static List<Version> versions(String[] names, String[] digests) {
        return IntStream.range(0, names.length)
                .mapToObj(number -> new Version(names[number], digests[number]))
                .toList();
    }
}
