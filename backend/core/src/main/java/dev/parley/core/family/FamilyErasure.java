package dev.parley.core.family;

import dev.parley.contracts.PromptId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Takes prompts out of everything here, inside a caller's transaction: words that nobody else said are nowhere afterwards. */
@ApplicationScoped
public class FamilyErasure {
    private static final String UNLINK =
            "DELETE FROM prompt_saying WHERE prompt_id = ANY ($1) RETURNING saying, family_id";

    private static final String UNSAY = """
            DELETE FROM saying s WHERE s.number = ANY ($1)
            AND NOT EXISTS (SELECT 1 FROM prompt_saying p WHERE p.saying = s.number)""";

    /** A family that goes on goes under the oldest words that are left. */
    private static final String RENAME = """
            UPDATE family f SET words = (SELECT s.words FROM saying s WHERE s.family_id = f.id ORDER BY s.number LIMIT 1)
            WHERE f.id = ANY ($1) AND EXISTS (SELECT 1 FROM saying s WHERE s.family_id = f.id)""";

    private static final String DISSOLVE = """
            DELETE FROM family f WHERE f.id = ANY ($1)
            AND NOT EXISTS (SELECT 1 FROM saying s WHERE s.family_id = f.id)""";

    @Inject
    FamilyErasure() {}

    /** Those that are not here do no harm. */
    public Uni<Void> forget(SqlConnection transaction, Collection<PromptId> prompts) {
        UUID[] ids = prompts.stream().map(PromptId::value).toArray(UUID[]::new);
        return transaction
                .preparedQuery(UNLINK)
                .execute(Tuple.tuple().addArrayOfUUID(ids))
                .chain(rows -> {
                    Set<Long> sayings = new HashSet<>();
                    Set<String> families = new HashSet<>();
                    rows.forEach(row -> {
                        sayings.add(row.getLong(0));
                        families.add(row.getString(1));
                    });
                    Tuple said = Tuple.tuple().addArrayOfLong(sayings.toArray(Long[]::new));
                    String[] names = families.toArray(String[]::new);
                    return run(transaction, UNSAY, said)
                            .chain(() -> run(transaction, RENAME, Tuple.tuple().addArrayOfString(names)))
                            .chain(() ->
                                    run(transaction, DISSOLVE, Tuple.tuple().addArrayOfString(names)));
                });
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, Tuple values) {
        return transaction.preparedQuery(statement).execute(values).replaceWithVoid();
    }
}
