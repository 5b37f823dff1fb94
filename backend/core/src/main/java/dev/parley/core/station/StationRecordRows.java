package dev.parley.core.station;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.station.StationHistory.What;
import dev.parley.core.station.StationKept.Cleared;
import dev.parley.core.station.StationKept.StopKept;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of what is kept of stations, as records. */
final class StationRecordRows {
    /** The columns of {@code station_stop x} that {@link #stop} reads. */
    static final String STOP = "x.stop_id, x.by_whom, x.reason, x.latched_at, x.received_us, x.still_us, x.cleared_by,"
            + " x.cleared_reason, x.cleared_at";

    private StationRecordRows() {}

    static StationKept kept(Row row, List<StationKept.Running> running) {
        return new StationKept(
                new StationId(row.getUUID(0)),
                new LabId(row.getUUID(1)),
                row.getString(2),
                row.getString(3),
                row.getOffsetDateTime(4).toInstant(),
                Optional.ofNullable(row.getString(5))
                        .map(by -> new StationKept.Admitted(
                                by, row.getOffsetDateTime(6).toInstant(), at(row.getOffsetDateTime(7)))),
                stop(row, 8),
                running);
    }

    static StationHistory.Entry entry(Row row) {
        What what = what(row.getString(1));
        return new StationHistory.Entry(
                row.getOffsetDateTime(0).toInstant(),
                what,
                Optional.ofNullable(row.getString(2)),
                row.getString(3),
                what == What.STOPPED ? stop(row, 4) : Optional.empty());
    }

    /** Actions as they stand in {@code station_audit} and in the query. */
    private static What what(String action) {
        return switch (action) {
            case "registered" -> What.REGISTERED;
            case "key" -> What.KEY_RENEWED;
            case "admission OPEN" -> What.OPENED;
            case "admission PAUSED" -> What.PAUSED;
            case "admission DRAINING" -> What.DRAINED;
            case "hours" -> What.HOURS_SET;
            case "canary set" -> What.CANARY_SET;
            case "canary ended" -> What.CANARY_ENDED;
            case "canary anew" -> What.CANARY_ANEW;
            case "canary worse" -> What.CANARY_WORSE;
            case "online" -> What.CONTACT;
            case "offline" -> What.CONTACT_LOST;
            default -> action.startsWith("stop ") ? What.STOPPED : What.STOP_CLEARED;
        };
    }

    private static Optional<StopKept> stop(Row row, int first) {
        return Optional.ofNullable(row.getString(first))
                .map(stopId -> new StopKept(
                        stopId,
                        row.getString(first + 1),
                        row.getString(first + 2),
                        row.getOffsetDateTime(first + 3).toInstant(),
                        micros(row.getLong(first + 4)),
                        micros(row.getLong(first + 5)),
                        Optional.ofNullable(row.getString(first + 6))
                                .map(by -> new Cleared(
                                        by,
                                        row.getString(first + 7),
                                        row.getOffsetDateTime(first + 8).toInstant()))));
    }

    private static Optional<Duration> micros(@Nullable Long micros) {
        return Optional.ofNullable(micros).map(value -> Duration.of(value, ChronoUnit.MICROS));
    }

    private static Optional<Instant> at(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
