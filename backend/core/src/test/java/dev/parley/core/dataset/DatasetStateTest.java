package dev.parley.core.dataset;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.person.Role;
import dev.parley.core.support.Accounts;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the table of changes against the statements that make them: each is tried on a row of each state. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class DatasetStateTest {
    private static final UUID ID = UUID.fromString("3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a99");
    private static final UUID LEASE = UUID.fromString("3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a98");

    /** Before all others, kept too long, with everything that any state asks for; its lease has ended. */
    private static final String ROW = """
            INSERT INTO dataset (id, number, format, filter, made_by, state, as_of, created_at, ended_at, lease, lease_until,
                attempts, archive, size_bytes, sha256, manifest, problem)
            OVERRIDING SYSTEM VALUE VALUES ($1, -1, 'CSV', '{}', $2, $3, now(), now(),
                CASE WHEN $3 NOT IN ('QUEUED', 'RUNNING') THEN now() - interval '1 hour' END,
                CASE WHEN $3 = 'RUNNING' THEN $4::uuid END, now() - interval '1 hour', $5, 'a/1/set.zip', 4, repeat('ab', 32), '{}',
                'none')""";

    /** Where a row lies changes with every update of it. */
    private static final String NOW = "SELECT state, ctid::text FROM dataset WHERE id = $1";

    @Inject
    Recorded recorded;

    @Inject
    Accounts accounts;

    @Inject
    Pool sql;

    private record Statement(String name, String sql, Supplier<Tuple> values) {}

    private static List<Statement> statements() {
        return List.of(
                new Statement(
                        "claim",
                        DatasetLeases.CLAIM,
                        () -> Tuple.of(UUID.randomUUID(), 1000.0, DatasetLeases.MOST_ATTEMPTS)),
                new Statement("give up", DatasetLeases.GIVE_UP, () -> Tuple.of(DatasetLeases.MOST_ATTEMPTS)),
                new Statement(
                        "ready",
                        DatasetLeases.READY,
                        () -> Tuple.tuple()
                                .addUUID(ID)
                                .addUUID(LEASE)
                                .addLong(1L)
                                .addString("a/1/set.zip")
                                .addLong(4L)
                                .addString("ab".repeat(32))
                                .addString("{}")
                                .addArrayOfUUID(new UUID[0])),
                new Statement("again", DatasetLeases.AGAIN, () -> Tuple.of(ID, LEASE, 0.0)),
                new Statement("fail", DatasetLeases.FAIL, () -> Tuple.of(ID, LEASE, "the disk is gone")),
                new Statement("cancel", DatasetRows.CANCEL, () -> Tuple.of(ID)),
                new Statement("recall", DatasetKeeping.RECALL, Tuple::tuple),
                new Statement("expire", DatasetKeeping.EXPIRE, () -> Tuple.of(1.0)));
    }

    @Test
    void tableOfChangesIsWhatTheStatementsDo() {
        UUID maker = accounts.with(Role.RESEARCHER).person().id().value();
        AssignmentData takenBack = recorded.episode(recorded.person(true), "never mind", Recorded.OPEN, 'a');
        recorded.withdraw(takenBack);
        Set<String> done = new TreeSet<>();
        for (DatasetState from : DatasetState.values()) {
            for (int attempts : List.of(1, DatasetLeases.MOST_ATTEMPTS)) {
                for (Statement statement : statements()) {
                    await(sql.withConnection(connection -> connection
                                    .begin()
                                    .chain(transaction -> tried(connection, maker, from, attempts, takenBack, statement)
                                            .eventually(transaction::rollback))))
                            .forEach(to -> done.add(from + " to " + to));
                }
            }
        }
        assertThat(done)
                .isEqualTo(DatasetState.TRANSITIONS.transitions().stream()
                        .map(each -> each.from() + " to " + each.to())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** @return what became of the row; empty where nothing did */
    private static Uni<List<String>> tried(
            SqlConnection connection,
            UUID maker,
            DatasetState from,
            int attempts,
            AssignmentData takenBack,
            Statement statement) {
        return connection
                .preparedQuery(ROW)
                .execute(Tuple.of(ID, maker, from.name(), LEASE, attempts))
                .chain(() -> connection
                        .preparedQuery("INSERT INTO dataset_episode (dataset_id, episode_id) VALUES ($1, $2)")
                        .execute(Tuple.of(ID, takenBack.id().value())))
                .chain(() -> now(connection))
                .chain(before -> connection
                        .preparedQuery(statement.sql())
                        .execute(statement.values().get())
                        .chain(() -> now(connection))
                        .map(after -> after.getString(1).equals(before.getString(1))
                                ? List.<String>of()
                                : List.of(after.getString(0))));
    }

    private static Uni<Row> now(SqlConnection connection) {
        return connection
                .preparedQuery(NOW)
                .execute(Tuple.of(ID))
                .map(rows -> rows.iterator().next());
    }
}
