package dev.parley.core.review;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PersonId;
import dev.parley.core.analysis.crowd.GoldCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What raters answered where the answer is known. Only what they said first counts, and whoever could not tell has not answered;
 * "partly" is wrong either way, since these are questions whose answer is plain.
 */
final class GoldAnswers {
    private static final String ANSWERS = """
            SELECT r.person_id, l.result = q.result FROM review r
            JOIN review_label l ON l.review_id = r.id AND l.version = 1 AND l.result <> 'CANNOT_TELL'
            JOIN review_gold q ON q.episode_id = r.episode_id
            WHERE r.kind = 'GOLD' AND ($1::uuid IS NULL OR r.person_id = $1) ORDER BY l.at, r.id""";

    private static final String KNOWN = "SELECT result FROM review_gold WHERE episode_id = $1";

    private GoldAnswers() {}

    /** One rater's. */
    static Uni<GoldCheck> of(SqlClient client, PersonId person) {
        return checks(client, Optional.of(person)).map(found -> found.getOrDefault(person, GoldCheck.begin()));
    }

    /** One rater's, with their answer to one more question. */
    static Uni<GoldCheck> with(SqlClient client, PersonId person, EpisodeId question, ReviewResult answer) {
        return of(client, person)
                .chain(before -> answer == ReviewResult.CANNOT_TELL
                        ? Uni.createFrom().item(before)
                        : client.preparedQuery(KNOWN)
                                .execute(Tuple.of(question.value()))
                                .map(rows -> before.answered(
                                        rows.iterator().next().getString(0).equals(answer.name()))));
    }

    /** Everybody's who was asked. */
    static Uni<Map<PersonId, GoldCheck>> all(SqlClient client) {
        return checks(client, Optional.empty());
    }

    private static Uni<Map<PersonId, GoldCheck>> checks(SqlClient client, Optional<PersonId> person) {
        return client.preparedQuery(ANSWERS)
                .execute(Tuple.of(person.map(PersonId::value).orElse(null)))
                .map(rows -> {
                    Map<PersonId, GoldCheck> found = new HashMap<>();
                    for (Row row : rows) {
                        found.compute(
                                new PersonId(row.getUUID(0)),
                                (ignored, before) ->
                                        (before == null ? GoldCheck.begin() : before).answered(row.getBoolean(1)));
                    }
                    return found;
                });
    }
}
