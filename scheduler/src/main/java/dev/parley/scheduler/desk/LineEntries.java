package dev.parley.scheduler.desk;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKept;
import dev.parley.core.station.StationRecords;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnRows;
import dev.parley.scheduler.desk.LineEntry.Mark;
import dev.parley.scheduler.queue.Requirement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The line as PostgreSQL has it, with what a desk wants to know beside each turn. */
@ApplicationScoped
class LineEntries {
    /** As much as anybody would look through; a longer line is cut off at its end. */
    private static final int LONGEST = 5000;

    private static final String READ = "SELECT " + TurnRows.COLUMNS
            + ", CASE WHEN t.state = 'HELD' THEN 0 ELSE row_number() OVER (PARTITION BY t.priority_class, t.state"
            + " ORDER BY t.fair_round, t.ticket) END, p.screening = 'PASSED', h.by_whom, h.reason, h.at,"
            + " m.what, m.by_whom, m.reason, m.at"
            + " FROM turn t JOIN prompt p ON p.id = t.prompt_id LEFT JOIN turn_hold h ON h.turn_id = t.id"
            + " LEFT JOIN turn_placed m ON m.turn_id = t.id"
            + " WHERE t.state IN ('WAITING', 'HELD') AND t.follows IS NULL"
            + " ORDER BY t.priority_class, t.state, t.fair_round, t.ticket LIMIT $1";

    private final Pool postgres;
    private final Stations stations;
    private final StationRecords records;

    @Inject
    LineEntries(Pool postgres, Stations stations, StationRecords records) {
        this.postgres = postgres;
        this.stations = stations;
        this.records = records;
    }

    /** Class by class in the order of places; what is held comes first in its class: nobody else lets it back in. */
    Uni<List<LineEntry>> all() {
        return fits().chain(fits -> postgres.preparedQuery(READ)
                .execute(Tuple.of(LONGEST))
                .map(rows -> {
                    List<LineEntry> entries = new ArrayList<>();
                    rows.forEach(row -> entries.add(entry(row, fits)));
                    return List.copyOf(entries);
                }));
    }

    Uni<Optional<LineEntry>> find(TurnId id) {
        return all().map(entries ->
                entries.stream().filter(each -> each.turn().id().equals(id)).findFirst());
    }

    /** Which stations a turn could run on, and whose they are. */
    Uni<Fits> fits() {
        return stations.all()
                .chain(all -> records.of(Optional.empty())
                        .map(kept -> new Fits(
                                all, kept.stream().collect(Collectors.toMap(StationKept::id, StationKept::lab)))));
    }

    private static LineEntry entry(Row row, Fits fits) {
        TurnData turn = TurnRows.data(row);
        int at = TurnRows.WIDTH;
        List<StationId> fitting = fits.stations(turn);
        return new LineEntry(
                turn,
                Math.toIntExact(row.getLong(at)),
                row.getBoolean(at + 1),
                Optional.ofNullable(row.getString(at + 2))
                        .map(by -> new Mark(
                                "HELD",
                                by,
                                row.getString(at + 3),
                                row.getOffsetDateTime(at + 4).toInstant())),
                Optional.ofNullable(row.getString(at + 5))
                        .map(what -> new Mark(
                                what,
                                row.getString(at + 6),
                                row.getString(at + 7),
                                row.getOffsetDateTime(at + 8).toInstant())),
                fitting,
                fits.labs(fitting));
    }

    /** What fits where now. */
    static final class Fits {
        private final List<StationData> stations;
        private final Map<StationId, LabId> labs;
        /** Thousands of turns have a handful of requirements. */
        private final Map<Requirement, List<StationId>> known = new HashMap<>();

        Fits(List<StationData> stations, Map<StationId, LabId> labs) {
            this.stations = stations;
            this.labs = labs;
        }

        List<StationId> stations(TurnData turn) {
            return stations(Requirement.of(turn));
        }

        List<StationId> stations(Requirement of) {
            return known.computeIfAbsent(
                    of,
                    need -> stations.stream()
                            .filter(need::fits)
                            .map(StationData::id)
                            .toList());
        }

        Set<LabId> labs(List<StationId> of) {
            return of.stream()
                    .flatMap(station -> Optional.ofNullable(labs.get(station)).stream())
                    .collect(Collectors.toUnmodifiableSet());
        }

        Optional<StationData> station(StationId id) {
            return stations.stream().filter(each -> each.id().equals(id)).findFirst();
        }
    }
}
