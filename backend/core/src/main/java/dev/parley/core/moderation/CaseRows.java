package dev.parley.core.moderation;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Rows of {@code moderation_case}. */
@ApplicationScoped
class CaseRows {
    private static final String SELECT = """
            SELECT c.id, c.prompt_id, c.opened_at, c.about, p.instruction, p.goal_image, p.scene_id, c.nearest,
                   c.likeness, c.verdict, c.decided_by, c.decided_at, c.reason
            FROM moderation_case c JOIN prompt p ON p.id = c.prompt_id""";

    /** A prompt that expired or was withdrawn meanwhile needs no decision. */
    private static final String OPEN = SELECT + " WHERE c.verdict IS NULL AND p.screening = 'HELD'"
            + " AND p.state IN ('QUEUED', 'COMPLETED') ORDER BY c.opened_at LIMIT $1";

    private static final String DECIDED = SELECT + " WHERE c.verdict IS NOT NULL ORDER BY c.decided_at DESC LIMIT $1";

    private static final String FIND = SELECT + " WHERE c.id = $1";

    private static final String COUNT = "SELECT count(*) FROM moderation_case c JOIN prompt p ON p.id = c.prompt_id"
            + " WHERE c.verdict IS NULL AND p.screening = 'HELD' AND p.state IN ('QUEUED', 'COMPLETED')";

    private static final String INSERT = """
            INSERT INTO moderation_case (id, prompt_id, opened_at, about, nearest, likeness, verdict, decided_by,
                                         decided_at, reason)
            VALUES (:id, :prompt, clock_timestamp(), string_to_array(:about, ','), cast(:nearest AS text),
                    cast(cast(:likeness AS text) AS double precision), cast(:verdict AS text), cast(:by AS text),
                    CASE WHEN cast(:verdict AS text) IS NULL THEN NULL ELSE clock_timestamp() END,
                    cast(:reason AS text))
            ON CONFLICT (prompt_id) DO NOTHING""";

    private static final String DECIDE = """
            UPDATE moderation_case SET verdict = :verdict, decided_by = :by, decided_at = clock_timestamp(),
                reason = :reason
            WHERE id = :id AND verdict IS NULL""";

    private final Pool postgres;

    @Inject
    CaseRows(Pool postgres) {
        this.postgres = postgres;
    }

    Uni<List<CaseData>> open(int atMost) {
        return all(OPEN, Tuple.of(atMost));
    }

    Uni<List<CaseData>> decided(int atMost) {
        return all(DECIDED, Tuple.of(atMost));
    }

    Uni<Optional<CaseData>> find(CaseId id) {
        return all(FIND, Tuple.of(id.value())).map(found -> found.stream().findFirst());
    }

    Uni<Long> openCount() {
        return postgres.query(COUNT)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** A case for a person. */
    static Uni<Void> open(Mutiny.Session session, PromptId prompt, Finding finding) {
        return insert(session, prompt, finding, null, null, null);
    }

    /** One that was refused without a person, so that people can see what is. */
    static Uni<Void> refused(Mutiny.Session session, PromptId prompt, Finding finding, String by, String reason) {
        return insert(session, prompt, finding, CaseData.Verdict.REFUSE.name(), by, reason);
    }

    private static Uni<Void> insert(
            Mutiny.Session session,
            PromptId prompt,
            Finding finding,
            @Nullable String verdict,
            @Nullable String by,
            @Nullable String reason) {
        return session.createNativeQuery(INSERT)
                .setParameter("id", CaseId.random().value())
                .setParameter("prompt", prompt.value())
                .setParameter(
                        "about",
                        String.join(
                                ",",
                                finding.about().stream()
                                        .map(about -> about.name().toLowerCase(Locale.ROOT))
                                        .toList()))
                .setParameter("nearest", finding.nearest().orElse(null))
                .setParameter(
                        "likeness",
                        finding.likeness().isPresent()
                                ? Double.toString(finding.likeness().getAsDouble())
                                : null)
                .setParameter("verdict", verdict)
                .setParameter("by", by)
                .setParameter("reason", reason)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** @return false where somebody was quicker */
    static Uni<Boolean> decide(
            Mutiny.Session session, CaseId id, CaseData.Verdict verdict, Operator operator, String reason) {
        return session.createNativeQuery(DECIDE)
                .setParameter("verdict", verdict.name())
                .setParameter("by", operator.name())
                .setParameter("reason", reason)
                .setParameter("id", id.value())
                .executeUpdate()
                .map(changed -> changed > 0);
    }

    private Uni<List<CaseData>> all(String statement, Tuple values) {
        return postgres.preparedQuery(statement).execute(values).map(rows -> {
            List<CaseData> cases = new ArrayList<>();
            rows.forEach(row -> cases.add(data(row)));
            return cases;
        });
    }

    private static CaseData data(Row row) {
        Double likeness = row.getDouble(8);
        return new CaseData(
                new CaseId(row.getUUID(0)),
                new PromptId(row.getUUID(1)),
                row.getOffsetDateTime(2).toInstant(),
                Arrays.stream(row.getArrayOfStrings(3))
                        .map(about -> CaseData.About.valueOf(about.toUpperCase(Locale.ROOT)))
                        .toList(),
                Optional.ofNullable(row.getString(4)),
                Optional.<UUID>ofNullable(row.getUUID(5)).map(GoalImageId::new),
                row.getString(6),
                Optional.ofNullable(row.getString(7)),
                likeness == null ? OptionalDouble.empty() : OptionalDouble.of(likeness),
                Optional.ofNullable(row.getString(9))
                        .map(verdict -> new CaseData.Decision(
                                CaseData.Verdict.valueOf(verdict),
                                row.getString(10),
                                row.getOffsetDateTime(11).toInstant(),
                                row.getString(12))));
    }
}
