package dev.parley.core.comparison;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import dev.parley.core.turn.TurnState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code comparison} as everybody may see them. */
final class ComparisonRows {
    private static final String SELECT = """
            SELECT c.id, c.prompt_id, p.author, p.instruction, p.goal_image, p.task_reading, c.scene_id, c.seed, c.drawn_by,
                   c.commitment, c.state, c.void_reason, a.state, b.state, c.first_turn, c.created_at, c.ready_at,
                   c.closes_at, c.known_start
            FROM comparison c JOIN prompt p ON p.id = c.prompt_id
            JOIN turn a ON a.id = c.first_turn JOIN turn b ON b.id = c.second_turn\s""";

    private static final String INSERT = """
            INSERT INTO comparison (id, prompt_id, scene_id, seed, drawn_by, first_policy, first_digest, second_policy,
                                    second_digest, first_turn, second_turn, left_is_first, pair_propensity,
                                    order_propensity, candidates, draw, commitment, pairs, known_start, state,
                                    created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 'WAITING',
                    clock_timestamp())""";

    private ComparisonRows() {}

    static Uni<List<ComparisonData>> where(SqlClient client, String condition, Tuple values) {
        return client.preparedQuery(SELECT + condition).execute(values).map(rows -> {
            List<ComparisonData> found = new ArrayList<>();
            rows.forEach(row -> found.add(data(row)));
            return found;
        });
    }

    static Uni<Void> insert(
            SqlConnection transaction,
            ComparisonId id,
            PromptId prompt,
            String scene,
            long seed,
            DrawnBy drawnBy,
            PairDraw.Drawn drawn,
            TurnId first,
            TurnId second,
            int candidates,
            int pairs,
            boolean knownStart,
            DrawText draw) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addUUID(id.value())
                        .addUUID(prompt.value())
                        .addString(scene)
                        .addLong(seed)
                        .addString(drawnBy.name())
                        .addString(drawn.first().name())
                        .addString(drawn.first().digest())
                        .addString(drawn.second().name())
                        .addString(drawn.second().digest())
                        .addUUID(first.value())
                        .addUUID(second.value())
                        .addBoolean(drawn.leftIsFirst())
                        .addDouble(drawn.pairPropensity())
                        .addDouble(drawn.orderPropensity())
                        .addInteger(candidates)
                        .addString(draw.text())
                        .addString(draw.commitment())
                        .addInteger(pairs)
                        .addBoolean(knownStart))
                .replaceWithVoid();
    }

    private static ComparisonData data(Row row) {
        return new ComparisonData(
                new ComparisonId(row.getUUID(0)),
                new PromptId(row.getUUID(1)),
                new AuthorId(row.getUUID(2)),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getUUID(4)).map(GoalImageId::new),
                Optional.ofNullable(row.getString(5)),
                row.getString(6),
                row.getLong(7),
                row.getBoolean(18),
                DrawnBy.valueOf(row.getString(8)),
                row.getString(9),
                ComparisonState.valueOf(row.getString(10)),
                Optional.ofNullable(row.getString(11)).map(VoidReason::valueOf),
                progress(TurnState.valueOf(row.getString(12)), TurnState.valueOf(row.getString(13))),
                new TurnId(row.getUUID(14)),
                row.getOffsetDateTime(15).toInstant(),
                Optional.ofNullable(row.getOffsetDateTime(16)).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getOffsetDateTime(17)).map(OffsetDateTime::toInstant));
    }

    private static ComparisonData.Progress progress(TurnState first, TurnState second) {
        if (second.terminal()) {
            return ComparisonData.Progress.RAN;
        }
        boolean inLine = first == TurnState.WAITING || first == TurnState.HELD;
        return inLine ? ComparisonData.Progress.IN_LINE : ComparisonData.Progress.RUNNING;
    }
}
