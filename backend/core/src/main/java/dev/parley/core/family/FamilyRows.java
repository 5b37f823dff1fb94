package dev.parley.core.family;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What is written of families, on one connection. */
final class FamilyRows {
    /** Those that wait for a person's verdict, were refused or withdrawn are nobody's to find; what a station's canary asks, nobody asked. */
    private static final String UNSAID = """
            SELECT p.id, p.scene_id, p.task_id, p.instruction, p.submitted_at FROM prompt p
            WHERE (p.submitted_at >= $1 OR p.id = ANY ($2)) AND p.state IN ('QUEUED', 'COMPLETED') AND p.screening IN ('PENDING', 'PASSED')
              AND p.instruction IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM canary k WHERE k.id = p.author)
              AND NOT EXISTS (SELECT 1 FROM prompt_saying s WHERE s.prompt_id = p.id)
            ORDER BY p.submitted_at LIMIT $3""";

    private static final String KNOWN = "SELECT digest, number, family_id FROM saying WHERE digest = ANY ($1)";

    private static final String FOUND = """
            INSERT INTO family (id, scene_id, task_id, words) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING""";

    private static final String SAY = """
            INSERT INTO saying (digest, family_id, words, meaning) VALUES ($1, $2, $3, $4)
            RETURNING number""";

    private static final String LINK = """
            INSERT INTO prompt_saying (prompt_id, saying, family_id, asked_at)
            SELECT n.prompt, n.saying, n.family, n.at
            FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::timestamptz[]) AS n (prompt, saying, family, at)
            ON CONFLICT DO NOTHING""";

    private FamilyRows() {}

    /** A saying that is there. */
    record Known(long number, FamilyId family) {}

    /** Who says what. */
    record Said(Unsaid prompt, Known saying) {}

    /** The next prompts that have no saying: those submitted since, and these whenever. */
    static Uni<List<Unsaid>> unsaid(
            SqlConnection connection, OffsetDateTime since, Collection<UUID> prompts, int atMost) {
        return connection
                .preparedQuery(UNSAID)
                .execute(Tuple.tuple()
                        .addOffsetDateTime(since)
                        .addArrayOfUUID(prompts.toArray(UUID[]::new))
                        .addInteger(atMost))
                .map(rows -> {
                    List<Unsaid> found = new ArrayList<>();
                    rows.forEach(row -> found.add(new Unsaid(
                            row.getUUID(0),
                            row.getString(1),
                            Optional.ofNullable(row.getString(2)),
                            row.getString(3),
                            row.getOffsetDateTime(4))));
                    return found;
                });
    }

    static Uni<Map<String, Known>> known(SqlConnection connection, Collection<String> digests) {
        return connection
                .preparedQuery(KNOWN)
                .execute(Tuple.tuple().addArrayOfString(digests.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Known> known = new HashMap<>();
                    rows.forEach(row ->
                            known.put(row.getString(0), new Known(row.getLong(1), new FamilyId(row.getString(2)))));
                    return known;
                });
    }

    /** These prompts say what is known. */
    static Uni<Void> link(SqlConnection connection, List<Said> said) {
        return derived(connection, () -> insert(connection, said));
    }

    /** A new saying, with its family where that is new too, and everybody who said it. */
    static Uni<Void> say(SqlConnection connection, FamilyId family, List<Unsaid> prompts, float[] meaning) {
        Unsaid first = prompts.getFirst();
        return derived(
                connection,
                () -> connection
                        .preparedQuery(FOUND)
                        .execute(Tuple.tuple()
                                .addString(family.text())
                                .addString(first.sceneId())
                                .addString(first.taskId().orElse(null))
                                .addString(first.words()))
                        .chain(() -> connection
                                .preparedQuery(SAY)
                                .execute(Tuple.of(first.digest(), family.text(), first.words())
                                        .addBuffer(MeaningBytes.write(meaning))))
                        .chain(rows -> {
                            Known known = new Known(rows.iterator().next().getLong(0), family);
                            return insert(
                                    connection,
                                    prompts.stream()
                                            .map(prompt -> new Said(prompt, known))
                                            .toList());
                        }));
    }

    private static Uni<Void> insert(SqlConnection connection, List<Said> said) {
        return connection
                .preparedQuery(LINK)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(said.stream()
                                .map(each -> each.prompt().prompt())
                                .toArray(UUID[]::new))
                        .addArrayOfLong(said.stream()
                                .map(each -> each.saying().number())
                                .toArray(Long[]::new))
                        .addArrayOfString(said.stream()
                                .map(each -> each.saying().family().text())
                                .toArray(String[]::new))
                        .addArrayOfOffsetDateTime(said.stream()
                                .map(each -> each.prompt().askedAt())
                                .toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    /** One transaction that waits for no disk: whatever a crash takes with it follows from the prompts and is written again. */
    private static Uni<Void> derived(SqlConnection connection, Supplier<Uni<Void>> work) {
        return connection
                .begin()
                .chain(transaction -> connection
                        .query("SET LOCAL synchronous_commit = off")
                        .execute()
                        .chain(() -> work.get())
                        .call(transaction::commit)
                        .onFailure()
                        .call(transaction::rollback));
    }
}
