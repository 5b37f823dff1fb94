package dev.parley.core.review;

import static java.util.stream.Collectors.toCollection;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PersonId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Rows of {@code review} and {@code review_label}. */
final class ReviewRows {
    /** What {@link #label} reads, of a table called l, from the column {@value #LABEL_AT} on. */
    private static final String COLUMNS = """
            SELECT r.id, r.episode_id, r.person_id, r.kind, r.state, r.claimed_at, r.expires_at,
                   l.version, l.result, l.progress, l.first_failure_step, l.tags, l.interventions_from, l.interventions_to, l.note, l.at
            FROM review r LEFT JOIN review_label l ON l.review_id = r.id\s""";

    private static final int LABEL_AT = 7;

    private static final String SAY = """
            INSERT INTO review_label (review_id, version, result, progress, first_failure_step, tags, interventions_from, interventions_to, note)
            SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM review_label WHERE review_id = $1
            RETURNING version""";

    private static final String ALONE = "SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE";

    private ReviewRows() {}

    /** One thing at a time for each person: no second clip while one is taken, none while a wrong answer shuts them out. */
    static Uni<Void> alone(SqlClient transaction, PersonId person) {
        return transaction
                .preparedQuery(ALONE)
                .execute(Tuple.of(person.value()))
                .replaceWithVoid();
    }

    /** @param where after the tables r and l, with its values in {@code values} */
    static Uni<List<ReviewData>> where(SqlClient client, String where, Tuple values) {
        return client.preparedQuery(COLUMNS + where).execute(values).map(rows -> {
            Map<ReviewId, List<ReviewData.Said>> said = new LinkedHashMap<>();
            Map<ReviewId, ReviewData> found = new LinkedHashMap<>();
            for (Row row : rows) {
                ReviewData review = review(row);
                found.putIfAbsent(review.id(), review);
                if (row.getInteger(LABEL_AT) != null) {
                    said.computeIfAbsent(review.id(), ignored -> new ArrayList<>())
                            .add(said(row));
                }
            }
            return found.values().stream()
                    .map(review -> with(review, said.getOrDefault(review.id(), List.of())))
                    .toList();
        });
    }

    /** @return its version */
    static Uni<Integer> say(SqlClient transaction, ReviewId id, ReviewLabel label) {
        Tuple values = Tuple.tuple()
                .addUUID(id.value())
                .addString(label.result().name())
                .addDouble(label.progress().isPresent() ? label.progress().getAsDouble() : null)
                .addInteger(
                        label.firstFailure().isPresent() ? label.firstFailure().getAsInt() : null)
                .addArrayOfString(label.tags().stream().map(Enum::name).sorted().toArray(String[]::new))
                .addArrayOfInteger(
                        label.interventions().stream().map(StepRange::from).toArray(Integer[]::new))
                .addArrayOfInteger(
                        label.interventions().stream().map(StepRange::to).toArray(Integer[]::new))
                .addString(label.note().orElse(null));
        return transaction
                .preparedQuery(SAY)
                .execute(values)
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static ReviewData review(Row row) {
        return new ReviewData(
                new ReviewId(row.getUUID(0)),
                new EpisodeId(row.getUUID(1)),
                new PersonId(row.getUUID(2)),
                ReviewData.Kind.valueOf(row.getString(3)),
                ReviewData.State.valueOf(row.getString(4)),
                row.getOffsetDateTime(5).toInstant(),
                row.getOffsetDateTime(6).toInstant(),
                List.of());
    }

    private static ReviewData with(ReviewData review, List<ReviewData.Said> labels) {
        return new ReviewData(
                review.id(),
                review.episode(),
                review.person(),
                review.kind(),
                review.state(),
                review.claimedAt(),
                review.expiresAt(),
                labels);
    }

    private static ReviewData.Said said(Row row) {
        return new ReviewData.Said(
                row.getInteger(LABEL_AT),
                label(row),
                row.getOffsetDateTime(LABEL_AT + 8).toInstant());
    }

    private static ReviewLabel label(Row row) {
        Integer[] from = row.getArrayOfIntegers(LABEL_AT + 5);
        Integer[] to = row.getArrayOfIntegers(LABEL_AT + 6);
        List<StepRange> interventions = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
            interventions.add(new StepRange(from[i], to[i]));
        }
        return new ReviewLabel(
                ReviewResult.valueOf(row.getString(LABEL_AT + 1)),
                number(row.getDouble(LABEL_AT + 2)),
                step(row.getInteger(LABEL_AT + 3)),
                Arrays.stream(row.getArrayOfStrings(LABEL_AT + 4))
                        .map(FailureTag::valueOf)
                        .collect(toCollection(() -> EnumSet.noneOf(FailureTag.class))),
                interventions,
                Optional.ofNullable(row.getString(LABEL_AT + 7)));
    }

    static OptionalDouble number(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static OptionalInt step(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
