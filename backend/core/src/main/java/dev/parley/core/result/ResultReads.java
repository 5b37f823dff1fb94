package dev.parley.core.result;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.episode.EndReason;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is read of ended episodes, outside of any transaction. */
@ApplicationScoped
class ResultReads {
    private static final String[] COUNTING = EndReason.names(EndReason.Cause.TASK, EndReason.Cause.POLICY);
    private static final String[] OWN = EndReason.names(EndReason.Cause.POLICY);

    private final Pool postgres;
    private final ReactiveBridge bridge;

    @Inject
    ResultReads(Pool postgres, ReactiveBridge bridge) {
        this.postgres = postgres;
        this.bridge = bridge;
    }

    private static Tuple values(Sample sample) {
        return values(sample, sample.body());
    }

    private static Tuple values(Sample sample, StationKind body) {
        return Tuple.tuple()
                .addString(sample.judge().row())
                .addString(body.name())
                .addString(sample.sceneId().orElse(null))
                .addString(sample.taskId().orElse(null))
                .addArrayOfString(COUNTING)
                .addArrayOfString(OWN);
    }

    private static Tuple values(Sample sample, Version version) {
        return values(sample).addString(version.name()).addString(version.digest());
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(read.apply(row)));
        return List.copyOf(all);
    }

    Uni<List<Tally>> tallies(Sample sample) {
        return postgres.preparedQuery(ResultSql.TALLIES)
                .execute(values(sample))
                .map(rows -> all(
                        rows,
                        row -> new Tally(
                                new Version(row.getString(0), row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                new Counts(row.getInteger(4), row.getInteger(5)),
                                row.getInteger(6),
                                row.getInteger(7))));
    }

    /** Stations are clusters only where they are bodies of their own: the same seed gives the same simulated episode on each. */
    Uni<Measured> measured(Version version, Sample sample) {
        return postgres.preparedQuery(ResultSql.BY_ASKER)
                .execute(values(sample, version))
                .chain(askers -> postgres.preparedQuery(ResultSql.BY_STATION)
                        .execute(values(sample, version))
                        .map(stations -> measured(version, sample, askers, stations)));
    }

    private static Measured measured(Version version, Sample sample, RowSet<Row> askers, RowSet<Row> stations) {
        int unjudged = 0;
        int censored = 0;
        for (Row row : askers) {
            unjudged += row.getInteger(3);
            censored += row.getInteger(4);
        }
        List<Counts> byAsker = clusters(askers);
        List<Counts> byStation = clusters(stations);
        Counts all = new Counts(
                byAsker.stream().mapToInt(Counts::successes).sum(),
                byAsker.stream().mapToInt(Counts::episodes).sum());
        return Measured.of(
                version, all, unjudged, censored, byAsker, byStation, sample.body() != StationKind.SIMULATOR);
    }

    private static List<Counts> clusters(RowSet<Row> rows) {
        return all(rows, row -> new Counts(row.getInteger(1), row.getInteger(2))).stream()
                .filter(counts -> counts.episodes() > 0)
                .toList();
    }

    Uni<List<Block>> blocks(Version first, Version second, Sample sample) {
        return postgres.preparedQuery(ResultSql.BLOCKS)
                .execute(values(sample, first).addString(second.name()).addString(second.digest()))
                .map(rows -> all(rows, row -> new Block(row.getBoolean(0), row.getBoolean(1))));
    }

    Uni<List<TwinCells>> twins(StationKind real, Sample sample) {
        return postgres.preparedQuery(ResultSql.TWINS)
                .execute(values(sample, real))
                .map(rows -> all(rows, ResultReads::twins).stream()
                        .filter(cells -> cells.pairs() + cells.unpaired() > 0)
                        .toList());
    }

    /** Of one task in the same words and under the same conditions: what was simulated alone stands for nothing where it has no twin at all. */
    private static TwinCells twins(Row row) {
        String[] version = row.getString(0).split(" ");
        int pairs = row.getInteger(1) + row.getInteger(2) + row.getInteger(3) + row.getInteger(4);
        return new TwinCells(
                new Version(version[0], version[1]),
                row.getInteger(1),
                row.getInteger(2),
                row.getInteger(3),
                row.getInteger(4),
                pairs == 0 ? 0 : row.getInteger(5),
                pairs == 0 ? 0 : row.getInteger(6),
                row.getInteger(7));
    }

    Uni<List<ProxyCounts>> proxies(Sample sample) {
        return postgres.preparedQuery(ResultSql.PROXIES)
                .execute(values(sample))
                .map(rows -> all(
                        rows,
                        row -> new ProxyCounts(
                                new Version(row.getString(0), row.getString(1)),
                                row.getString(2),
                                new Counts(row.getInteger(3), row.getInteger(5)),
                                new Counts(row.getInteger(4), row.getInteger(5)))));
    }

    /** Thousands of small texts take longer to read than an event loop has. */
    Uni<List<Start>> starts(Version version, Sample sample) {
        return bridge.backHere(() -> postgres.preparedQuery(ResultSql.STARTS)
                .execute(values(sample, version).addInteger(Results.MOST_STARTS))
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(rows -> all(rows, row -> new Start(conditions(row.getString(0)), row.getBoolean(1)))));
    }

    /** Numbers, and what is true or false as 1 or 0; whatever else a station records is no condition that can be plotted. */
    private static Map<String, Double> conditions(String json) {
        Map<String, Double> conditions = new HashMap<>();
        new JsonObject(json).forEach(entry -> {
            if (entry.getValue() instanceof Number number && Double.isFinite(number.doubleValue())) {
                conditions.put(entry.getKey(), number.doubleValue());
            } else if (entry.getValue() instanceof Boolean flag) {
                conditions.put(entry.getKey(), flag ? 1.0 : 0.0);
            }
        });
        return conditions;
    }

    Uni<Optional<Pace>> pace(StationKind body, Optional<String> sceneId) {
        return postgres.preparedQuery(ResultSql.PACE)
                .execute(Tuple.tuple().addString(body.name()).addString(sceneId.orElse(null)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return row.getInteger(1) == 0
                            ? Optional.empty()
                            : Optional.of(new Pace(Duration.ofMillis(row.getLong(0)), row.getInteger(1)));
                });
    }
}
