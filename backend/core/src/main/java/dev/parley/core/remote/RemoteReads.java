package dev.parley.core.remote;

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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is read of registered policies, outside of any transaction. */
@ApplicationScoped
class RemoteReads {
    /** Without the episodes of open comparisons: a number that rises when one ends would tell whose it was. */
    private static final String ASKED = """
            SELECT count(*), coalesce(sum(asks), 0)::bigint, percentile_disc(0.5) WITHIN GROUP (ORDER BY p50_us),
                max(p99_us), percentile_disc(0.5) WITHIN GROUP (ORDER BY added_us)
            FROM relay_token t LEFT JOIN episode e ON e.id = t.assignment
            WHERE t.policy = $1 AND t.asks > 0 AND t.closed_at > clock_timestamp() - interval '30 days' AND e.sealed_by IS NULL""";

    /** What is no digest was never registered: not everything that an address holds is a text to a database. */
    private static final Predicate<String> DIGEST =
            Pattern.compile("[0-9a-f]{64}").asMatchPredicate();

    private final Pool postgres;

    @Inject
    RemoteReads(Pool postgres) {
        this.postgres = postgres;
    }

    Uni<Optional<RemotePolicyData>> find(String name) {
        return PolicyTexts.isName(name)
                ? one(
                        "SELECT " + RemoteRows.POLICY + " FROM remote_policy r WHERE r.name = $1",
                        name,
                        RemoteRows::policy)
                : Uni.createFrom().item(Optional.empty());
    }

    Uni<List<RemotePolicyData>> all(Optional<PersonId> owner) {
        return postgres.preparedQuery("SELECT " + RemoteRows.POLICY
                        + " FROM remote_policy r WHERE $1::uuid IS NULL OR r.owner = $1 ORDER BY r.name")
                .execute(Tuple.tuple().addUUID(owner.map(PersonId::value).orElse(null)))
                .map(rows -> list(rows, RemoteRows::policy));
    }

    Uni<Optional<ExaminationData>> latest(String name) {
        return one(
                "SELECT " + RemoteRows.EXAMINATION
                        + " FROM remote_examination WHERE policy = $1 ORDER BY asked_at DESC LIMIT 1",
                name,
                RemoteRows::examination);
    }

    Uni<List<RemoteVersion>> versions(String name) {
        return postgres.preparedQuery(
                        "SELECT " + RemoteRows.VERSION + " FROM remote_version WHERE policy = $1 ORDER BY number DESC")
                .execute(Tuple.of(name))
                .map(rows -> list(rows, RemoteRows::version));
    }

    Uni<Optional<AskedTimes>> asked(String name) {
        return one(
                        ASKED,
                        name,
                        row -> Optional.of(row.getLong(0))
                                .filter(episodes -> episodes > 0)
                                .map(episodes -> new AskedTimes(
                                        Math.toIntExact(episodes),
                                        Math.toIntExact(row.getLong(1)),
                                        row.getLong(2) / 1_000.0,
                                        row.getLong(3) / 1_000.0,
                                        row.getLong(4) / 1_000.0)))
                .map(found -> found.flatMap(times -> times));
    }

    Uni<Optional<String>> certificate(String digest) {
        return DIGEST.test(digest)
                ? one(
                        "SELECT certificate FROM remote_examination WHERE digest = $1 LIMIT 1",
                        digest,
                        row -> row.getString(0))
                : Uni.createFrom().item(Optional.empty());
    }

    private <T> Uni<Optional<T>> one(String sql, String value, Function<Row, T> read) {
        return postgres.preparedQuery(sql)
                .execute(Tuple.of(value))
                .map(rows -> list(rows, read).stream().findFirst());
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> found = new ArrayList<>();
        rows.forEach(row -> found.add(read.apply(row)));
        return List.copyOf(found);
    }
}
