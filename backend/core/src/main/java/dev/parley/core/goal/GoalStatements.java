package dev.parley.core.goal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.GoalImageId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** What goal pictures mean, in PostgreSQL beside their pixels: they are erased together. */
@ApplicationScoped
public class GoalStatements {
    private static final String OF = "SELECT scene_id, seed, statement, reading FROM goal_image WHERE id = $1";

    /** Once: who asks under a picture must be able to rely on what it means. */
    private static final String KEEP = "UPDATE goal_image SET scene_id = $2, seed = $3, statement = $4, reading = $5"
            + " WHERE id = $1 AND statement IS NULL AND screening = 'PASSED'";

    private final Pool postgres;
    private final ObjectMapper json;

    @Inject
    GoalStatements(Pool postgres, ObjectMapper json) {
        this.postgres = postgres;
        this.json = json;
    }

    /** Empty for an upload, which nobody can hold an end against. */
    public Uni<Optional<ConfirmedGoal>> of(GoalImageId image) {
        return postgres.preparedQuery(OF).execute(Tuple.of(image.value())).map(rows -> {
            RowIterator<Row> found = rows.iterator();
            return found.hasNext() ? goal(found.next()) : Optional.empty();
        });
    }

    Uni<Void> keep(GoalImageId image, ConfirmedGoal goal) {
        return postgres.preparedQuery(KEEP)
                .execute(
                        Tuple.of(image.value(), goal.sceneId(), goal.seed(), written(goal.statement()), goal.reading()))
                .replaceWithVoid();
    }

    private Optional<ConfirmedGoal> goal(Row row) {
        return Optional.ofNullable(row.getString(2))
                .map(statement ->
                        new ConfirmedGoal(row.getString(0), row.getLong(1), read(statement), row.getString(3)));
    }

    private String written(GoalStatement statement) {
        try {
            return json.writeValueAsString(statement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a statement of texts and numbers can be written", e);
        }
    }

    private GoalStatement read(String statement) {
        try {
            return json.readValue(statement, GoalStatement.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored goal statement cannot be read", e);
        }
    }
}
