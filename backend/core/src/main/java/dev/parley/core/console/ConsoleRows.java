package dev.parley.core.console;

import static java.util.stream.Collectors.toMap;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PersonId;
import dev.parley.contracts.StationId;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.console.ConsoleState.Ask;
import dev.parley.core.console.ConsoleState.By;
import dev.parley.core.console.ConsoleState.Shift;
import dev.parley.core.console.ConsoleState.Step;
import dev.parley.core.console.ConsoleState.Stood;
import dev.parley.core.console.ConsoleState.Stop;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what stands at a console. */
@ApplicationScoped
class ConsoleRows {
    private static final String SHIFT =
            "SELECT person_id, name, began_at, until FROM station_shift WHERE station_id = $1 AND ended_at IS NULL";

    private static final String SHIFTS =
            "SELECT name, began_at, ended_at, ended_why FROM station_shift WHERE station_id = $1 ORDER BY began_at DESC LIMIT $2";

    private static final String ASKS = """
            SELECT c.ask_id, a.state, t.instruction, t.goal_image, t.scene_id, t.comparison_id IS NOT NULL AS comparison,
                t.follows IS NOT NULL AS second, t.max_steps, a.offered_at, a.accept_by,
                c.approved_at, c.approved_by, c.started_at, c.started_by, c.taken_over_at, c.taken_over_by,
                c.reset_at, c.reset_by, e.state AS episode, e.running_at, e.ended_at, e.end_reason, o.result,
                CASE WHEN e.sealed_by IS NULL THEN e.id END AS open_id
            FROM console_step c JOIN assignment a ON a.id = c.assignment_id JOIN turn t ON t.id = a.turn_id
            LEFT JOIN episode e ON e.id = a.id
            LEFT JOIN outcome o ON o.episode_id = e.id AND o.judge = 'operator'
            WHERE c.station_id = $1 AND (a.state IN ('PROPOSED', 'OFFERED', 'LEASED')
                OR c.started_at IS NOT NULL AND a.lease_until IS NOT NULL AND (c.reset_at IS NULL
                    OR a.id = (SELECT l.assignment_id FROM console_step l WHERE l.station_id = $1
                        AND l.reset_at IS NOT NULL ORDER BY l.reset_at DESC LIMIT 1)))
            ORDER BY a.fence""";

    private static final String STOPS = """
            SELECT latched_at, received_us, still_us FROM station_stop WHERE station_id = $1 AND received_us IS NOT NULL
            ORDER BY latched_at DESC LIMIT 100""";

    private final Pool postgres;
    private final Scenes scenes;

    @Inject
    ConsoleRows(Pool postgres, Scenes scenes) {
        this.postgres = postgres;
        this.scenes = scenes;
    }

    Uni<Optional<Shift>> shift(StationId station) {
        return postgres.preparedQuery(SHIFT).execute(Tuple.of(station.value())).map(rows -> {
            Optional<Shift> found = Optional.empty();
            for (Row row : rows) {
                found = Optional.of(new Shift(
                        new PersonId(row.getUUID(0)),
                        row.getString(1),
                        row.getOffsetDateTime(2).toInstant(),
                        row.getOffsetDateTime(3).toInstant()));
            }
            return found;
        });
    }

    Uni<List<Stood>> shifts(StationId station, int atMost) {
        return postgres.preparedQuery(SHIFTS)
                .execute(Tuple.of(station.value(), atMost))
                .map(rows -> {
                    List<Stood> stood = new ArrayList<>();
                    rows.forEach(row -> stood.add(new Stood(
                            row.getString(0),
                            row.getOffsetDateTime(1).toInstant(),
                            time(row, "ended_at"),
                            Optional.ofNullable(row.getString(3)))));
                    return List.copyOf(stood);
                });
    }

    /** What is open and what ended last, oldest first. */
    Uni<List<Ask>> asks(StationId station) {
        return postgres.preparedQuery(ASKS)
                .execute(Tuple.of(station.value()))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(List.<Ask>of())
                        : scenes.all().map(known -> {
                            Map<String, Double> hz =
                                    known.stream().collect(toMap(SceneData::id, SceneData::controlHz, (a, b) -> b));
                            List<Ask> asks = new ArrayList<>();
                            rows.forEach(row -> asks.add(ask(row, hz)));
                            return List.copyOf(asks);
                        }));
    }

    Uni<List<Stop>> stops(StationId station) {
        return postgres.preparedQuery(STOPS).execute(Tuple.of(station.value())).map(rows -> {
            List<Stop> stops = new ArrayList<>();
            rows.forEach(row -> stops.add(new Stop(
                    row.getOffsetDateTime(0).toInstant(),
                    micros(row.getLong(1)),
                    Optional.ofNullable(row.getLong(2)).map(ConsoleRows::micros))));
            return List.copyOf(stops);
        });
    }

    private static Ask ask(Row row, Map<String, Double> hz) {
        AssignmentState state = AssignmentState.valueOf(row.getString("state"));
        Step step = step(state, row);
        boolean thinking = state == AssignmentState.PROPOSED;
        return new Ask(
                row.getUUID("ask_id"),
                step,
                Optional.ofNullable(row.getString("instruction")),
                Optional.ofNullable(row.getUUID("goal_image")).map(GoalImageId::new),
                row.getString("scene_id"),
                row.getBoolean("comparison"),
                row.getBoolean("second"),
                Duration.ofMillis(Math.round(
                        row.getInteger("max_steps") * 1000 / hz.getOrDefault(row.getString("scene_id"), 1.0))),
                row.getOffsetDateTime("offered_at").toInstant(),
                thinking ? time(row, "accept_by") : Optional.empty(),
                by(row, "approved"),
                by(row, "started"),
                by(row, "taken_over"),
                by(row, "reset"),
                Optional.ofNullable(row.getString("episode")).map(EpisodeState::valueOf),
                time(row, "running_at"),
                time(row, "ended_at"),
                Optional.ofNullable(row.getString("end_reason")),
                Optional.ofNullable(row.getString("result")).map(Outcome.Result::valueOf),
                Optional.ofNullable(row.getUUID("open_id"))
                        .filter((UUID id) -> step == Step.RUNNING)
                        .map(id -> "/api/v1/episodes/" + id));
    }

    private static Step step(AssignmentState state, Row row) {
        return switch (state) {
            case PROPOSED -> row.getOffsetDateTime("approved_at") == null ? Step.READ : Step.START;
            case OFFERED -> Step.STARTING;
            case LEASED -> Step.RUNNING;
            case RELEASED, REVOKED, DECLINED, EXPIRED ->
                row.getOffsetDateTime("reset_at") == null ? Step.RESET : Step.DONE;
        };
    }

    private static Optional<By> by(Row row, String what) {
        return time(row, what + "_at").map(at -> new By(row.getString(what + "_by"), at));
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1000);
    }
}
