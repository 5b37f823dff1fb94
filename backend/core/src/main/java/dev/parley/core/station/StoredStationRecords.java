package dev.parley.core.station;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.station.StationHistory.Ending;
import dev.parley.core.station.StationHistory.Endings;
import dev.parley.core.station.StationHistory.Entry;
import dev.parley.core.station.StationHistory.Use;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What PostgreSQL keeps of stations. */
@ApplicationScoped
class StoredStationRecords implements StationRecords {
    private static final String KEPT = "SELECT s.id, s.lab_id, l.name, l.title, s.registered_at, s.admission_by,"
            + " s.admission_at, s.admission_until, " + StationRecordRows.STOP
            + " FROM station s JOIN lab l ON l.id = s.lab_id"
            + " LEFT JOIN station_stop x ON x.station_id = s.id AND x.stop_id = s.stop_id";

    /** Both episodes of a blind comparison go by its id, and by when the first of them began. */
    private static final String RUNNING = """
            SELECT a.station_id, coalesce(t.comparison_id, a.id), t.comparison_id IS NOT NULL, min(t.instruction),
                min(a.offered_at)
            FROM assignment a JOIN turn t ON t.id = a.turn_id
            WHERE a.state = 'LEASED' OR a.state IN ('PROPOSED', 'OFFERED') AND t.follows IS NOT NULL
            GROUP BY 1, 2, 3 ORDER BY 5""";

    private static final String HISTORY = "SELECT h.at, h.what, h.by_whom, h.why, " + StationRecordRows.STOP + " FROM ("
            + " SELECT at, action AS what, by_whom, reason AS why FROM station_audit WHERE station_id = $1 AND at < $2"
            + " UNION ALL SELECT at, CASE WHEN online THEN 'online' ELSE 'offline' END, NULL, cause"
            + " FROM station_contact WHERE station_id = $1 AND at < $2) h"
            + " LEFT JOIN station_stop x ON x.station_id = $1 AND h.what = 'stop ' || x.stop_id"
            + " AND abs(extract(epoch FROM x.latched_at - h.at)) < 60"
            + " ORDER BY h.at DESC LIMIT $3";

    private static final String BUSY = """
            SELECT b.number, coalesce(sum(extract(epoch FROM
                       least(coalesce(e.ended_at, w.now), w.first + (b.number + 1) * w.stretch)
                       - greatest(e.created_at, w.first + b.number * w.stretch))) FILTER (WHERE e.id IS NOT NULL), 0)::float8
            FROM (SELECT $2::timestamptz AS first, $4::timestamptz AS now, $5::float8 * interval '1 second' AS stretch) w
            CROSS JOIN generate_series(0, $3::int - 1) AS b (number)
            LEFT JOIN episode e ON e.station_id = $1 AND e.created_at < w.first + (b.number + 1) * w.stretch
                AND e.created_at > w.first - interval '1 day'
                AND coalesce(e.ended_at, w.now) > w.first + b.number * w.stretch
            GROUP BY b.number ORDER BY b.number""";

    private static final String CONTACT = """
            SELECT at, online FROM station_contact WHERE station_id = $1 AND at >= coalesce(
                (SELECT max(at) FROM station_contact WHERE station_id = $1 AND at <= $2), '-infinity') ORDER BY at, id""";

    private static final String ENDINGS = """
            SELECT end_reason, count(*), max(ended_at),
                (array_agg(CASE WHEN sealed_by IS NULL THEN end_detail END ORDER BY ended_at DESC))[1]
            FROM episode WHERE station_id = $1 AND ended_at >= $2::timestamptz
                AND created_at >= $2::timestamptz - interval '1 day'
            GROUP BY end_reason ORDER BY 2 DESC, 1""";

    private final Pool postgres;
    private final Stations stations;

    @Inject
    StoredStationRecords(Pool postgres, Stations stations) {
        this.postgres = postgres;
        this.stations = stations;
    }

    @Override
    public Uni<List<StationKept>> of(Optional<Set<LabId>> labs) {
        UUID[] wanted = labs.map(some -> some.stream().map(LabId::value).toArray(UUID[]::new))
                .orElse(null);
        return kept(
                KEPT + " WHERE $1::uuid[] IS NULL OR s.lab_id = ANY ($1) ORDER BY s.name",
                Tuple.tuple().addArrayOfUUID(wanted));
    }

    @Override
    public Uni<Optional<StationKept>> find(StationId id) {
        return kept(KEPT + " WHERE s.id = $1", Tuple.of(id.value()))
                .map(found -> found.stream().findFirst());
    }

    private Uni<List<StationKept>> kept(String sql, Tuple values) {
        return running()
                .chain(running -> postgres.preparedQuery(sql).execute(values).map(rows -> {
                    List<StationKept> kept = new ArrayList<>();
                    rows.forEach(row ->
                            kept.add(StationRecordRows.kept(row, running.getOrDefault(row.getUUID(0), List.of()))));
                    return List.copyOf(kept);
                }));
    }

    private Uni<Map<UUID, List<StationKept.Running>>> running() {
        return postgres.preparedQuery(RUNNING).execute().map(rows -> {
            Map<UUID, List<StationKept.Running>> running = new HashMap<>();
            for (Row row : rows) {
                running.computeIfAbsent(row.getUUID(0), station -> new ArrayList<>())
                        .add(new StationKept.Running(
                                row.getUUID(1).toString(),
                                row.getBoolean(2),
                                Optional.ofNullable(row.getString(3)),
                                row.getOffsetDateTime(4).toInstant()));
            }
            return running;
        });
    }

    @Override
    public Uni<List<Entry>> history(StationId id, Instant before, int atMost) {
        return postgres.preparedQuery(HISTORY)
                .execute(Tuple.of(id.value(), utc(before), atMost))
                .map(rows -> {
                    List<Entry> entries = new ArrayList<>();
                    rows.forEach(row -> entries.add(StationRecordRows.entry(row)));
                    return List.copyOf(entries);
                });
    }

    @Override
    public Uni<List<Use>> use(StationId id, Duration stretch, int stretches) {
        return postgres.query("SELECT clock_timestamp()").execute().chain(rows -> {
            Instant now = rows.iterator().next().getOffsetDateTime(0).toInstant();
            long seconds = stretch.toSeconds();
            // Whole hours and days of UTC, so that a stretch keeps its numbers from look to look.
            Instant last = Instant.ofEpochSecond(now.getEpochSecond() / seconds * seconds);
            Instant from = last.minus(stretch.multipliedBy(stretches - 1L));
            return stations.find(id)
                    .chain(station -> busySeconds(id, from, stretches, now, seconds)
                            .chain(busy -> contact(id, from)
                                    .map(contact -> uses(
                                            from,
                                            stretch,
                                            busy,
                                            contact,
                                            now,
                                            Math.max(
                                                    1,
                                                    station.map(StationData::slots)
                                                            .orElse(1))))));
        });
    }

    private static List<Use> uses(
            Instant from, Duration stretch, List<Double> busy, ContactSpells contact, Instant now, int places) {
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < busy.size(); i++) {
            Instant begin = from.plus(stretch.multipliedBy(i));
            Instant end = begin.plus(stretch).isBefore(now) ? begin.plus(stretch) : now;
            Duration length = Duration.between(begin, end);
            double all = length.toNanos() / 1e9 * places;
            ContactSpells.Shares shares = contact.shares(begin, end);
            uses.add(new Use(
                    begin, length, all > 0 ? Math.min(1, busy.get(i) / all) : 0, shares.away(), shares.unknown()));
        }
        return List.copyOf(uses);
    }

    private Uni<List<Double>> busySeconds(StationId id, Instant from, int stretches, Instant now, long seconds) {
        return postgres.preparedQuery(BUSY)
                .execute(Tuple.of(id.value(), utc(from), stretches, utc(now), (double) seconds))
                .map(rows -> {
                    List<Double> busy = new ArrayList<>();
                    rows.forEach(row -> busy.add(row.getDouble(1)));
                    return busy;
                });
    }

    private Uni<ContactSpells> contact(StationId id, Instant from) {
        return postgres.preparedQuery(CONTACT)
                .execute(Tuple.of(id.value(), utc(from)))
                .map(rows -> {
                    List<ContactSpells.Change> changes = new ArrayList<>();
                    rows.forEach(row -> changes.add(
                            new ContactSpells.Change(row.getOffsetDateTime(0).toInstant(), row.getBoolean(1))));
                    return new ContactSpells(changes);
                });
    }

    @Override
    public Uni<Endings> endings(StationId id, Instant since) {
        return postgres.preparedQuery(ENDINGS)
                .execute(Tuple.of(id.value(), utc(since)))
                .map(rows -> {
                    List<Ending> endings = new ArrayList<>();
                    rows.forEach(row -> endings.add(new Ending(
                            row.getString(0),
                            row.getLong(1),
                            row.getOffsetDateTime(2).toInstant(),
                            Optional.ofNullable(row.getString(3)))));
                    return new Endings(
                            endings.stream().mapToLong(Ending::episodes).sum(), endings);
                });
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
