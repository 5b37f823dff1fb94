package dev.parley.core.uploaded;

import dev.parley.contracts.PersonId;
import dev.parley.core.policy.PolicyTexts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is read of uploaded policies, outside of any transaction. */
@ApplicationScoped
class UploadedRows {
    private static final String SELECT = """
            SELECT name, id, title, description, owner, mapping, embodiment, action_space_kind, file_bytes, file_sha256, digest,
                state, state_note, declared_at, attempts
            FROM uploaded_policy""";

    /** What is no digest was never declared: not everything that an address holds is a text to a database. */
    private static final Predicate<String> DIGEST =
            Pattern.compile("[0-9a-f]{64}").asMatchPredicate();

    private final Pool postgres;

    @Inject
    UploadedRows(Pool postgres) {
        this.postgres = postgres;
    }

    Uni<Optional<UploadedPolicyData>> find(String name) {
        return PolicyTexts.isName(name)
                ? one(SELECT + " WHERE name = $1", name)
                : Uni.createFrom().item(Optional.empty());
    }

    Uni<Optional<UploadedPolicyData>> ofDigest(String digest) {
        return DIGEST.test(digest)
                ? one(SELECT + " WHERE digest = $1", digest)
                : Uni.createFrom().item(Optional.empty());
    }

    /** By name; of one owner, or of all. */
    Uni<List<UploadedPolicyData>> all(Optional<PersonId> owner) {
        return postgres.preparedQuery(SELECT + " WHERE $1::uuid IS NULL OR owner = $1 ORDER BY name")
                .execute(Tuple.tuple().addUUID(owner.map(PersonId::value).orElse(null)))
                .map(UploadedRows::list);
    }

    private Uni<Optional<UploadedPolicyData>> one(String sql, String value) {
        return postgres.preparedQuery(sql)
                .execute(Tuple.of(value))
                .map(rows -> list(rows).stream().findFirst());
    }

    private static List<UploadedPolicyData> list(RowSet<Row> rows) {
        List<UploadedPolicyData> found = new ArrayList<>();
        rows.forEach(row -> found.add(policy(row)));
        return List.copyOf(found);
    }

    private static UploadedPolicyData policy(Row row) {
        return new UploadedPolicyData(
                row.getString(0),
                row.getUUID(1),
                row.getString(2),
                row.getString(3),
                new PersonId(row.getUUID(4)),
                NetworkMappingJson.read(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                row.getString(9),
                row.getString(10),
                UploadedState.valueOf(row.getString(11)),
                row.getString(12),
                row.getOffsetDateTime(13).toInstant(),
                row.getInteger(14));
    }
}
