package dev.parley.core.rest.desk;

import dev.parley.contracts.StationId;
import dev.parley.core.person.Action;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.Numbers;
import dev.parley.core.station.StationHistory;
import dev.parley.core.station.StationRecords;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was with a station: what was done to it, how it was used, and why its episodes ended. */
@Path("/api/v1/desk/stations/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Station desk")
public class StationHistoryResource {
    private static final int MOST_LISTED = 200;
    private static final int HOURS = 24;
    private static final int DAYS = 14;

    private final StationRecords records;
    private final StationPerson person;
    private final Clock clock;

    @Inject
    StationHistoryResource(StationRecords records, StationPerson person, Clock clock) {
        this.records = records;
        this.person = person;
        this.clock = clock;
    }

    /** Something that happened. */
    record EntryView(
            Instant at,
            StationHistory.What what,

            @Schema(description = "Null: no person did it.") @Nullable
            String by,

            String why,

            @Schema(description = "What was measured of a stop; null for all else.")
            DeskStationView.@Nullable StopView stop) {
        static EntryView of(StationHistory.Entry entry) {
            return new EntryView(
                    entry.at(),
                    entry.what(),
                    entry.by().orElse(null),
                    entry.why(),
                    entry.stop().map(DeskStationView.StopView::of).orElse(null));
        }
    }

    /** Use of one stretch of time. */
    record UseView(
            Instant from,
            long seconds,

            @Schema(description = "Share of all places that had an episode, 0 to 1.")
            double busy,

            @Schema(description = "Share of the time that it was not in contact.")
            double away,

            @Schema(description = "Share of the time from before contact was kept.")
            double unknown) {
        static UseView of(StationHistory.Use use) {
            return new UseView(use.from(), use.length().toSeconds(), use.busy(), use.away(), use.unknown());
        }
    }

    record EndingView(
            @Schema(description = "TASK_DONE, STEP_LIMIT, STATION_FAULT and so on.")
            String reason,

            long episodes,
            Instant last,

            @Schema(description = "Of the last one, as the station put it.") @Nullable
            String lastDetail) {
        static EndingView of(StationHistory.Ending ending) {
            return new EndingView(
                    ending.reason(),
                    ending.episodes(),
                    ending.last(),
                    ending.lastDetail().orElse(null));
        }
    }

    record EndingsView(
            @Schema(description = "All that ended in these days.")
            long episodes,

            List<EndingView> byReason) {}

    @GET
    @Path("history")
    @Operation(operationId = "listStationHistory", summary = "What was done to it and what it did, newest first")
    public Uni<List<EntryView>> history(
            @PathParam("id") String id,
            @Parameter(description = "For the next page, at of the last entry.") @QueryParam("before") @DefaultValue("")
                    String before,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        StationId station = Ids.station(id);
        int most = Numbers.between("limit", limit, 1, MOST_LISTED);
        // A database whose clock is ahead of ours must not hide what happened just now.
        Instant until =
                Given.time("before", before).orElseGet(() -> clock.instant().plus(Duration.ofDays(1)));
        return person.require(Action.SEE_STATION, station)
                .chain(may -> records.history(station, until, most))
                .map(entries -> entries.stream().map(EntryView::of).toList());
    }

    @GET
    @Path("use")
    @Operation(
            operationId = "countStationUse",
            summary = "How it was used",
            description = "The last 24 hours by the hour, or the last 14 days by the day (UTC).")
    public Uni<List<UseView>> use(
            @PathParam("id") String id,
            @Parameter(description = "hour or day") @QueryParam("by") @DefaultValue("hour") String by) {
        StationId station = Ids.station(id);
        Stretch stretch = Given.oneOf("by", by.toUpperCase(Locale.ROOT), Stretch.class);
        return person.require(Action.SEE_STATION, station)
                .chain(may -> stretch == Stretch.HOUR
                        ? records.use(station, Duration.ofHours(1), HOURS)
                        : records.use(station, Duration.ofDays(1), DAYS))
                .map(uses -> uses.stream().map(UseView::of).toList());
    }

    /** How long each stretch is. */
    private enum Stretch {
        HOUR,
        DAY
    }

    @GET
    @Path("endings")
    @Operation(
            operationId = "countStationEndings",
            summary = "Why its episodes ended",
            description = "Most frequent first.")
    public Uni<EndingsView> endings(@PathParam("id") String id, @QueryParam("days") @DefaultValue("7") String days) {
        StationId station = Ids.station(id);
        Instant since = clock.instant().minus(Duration.ofDays(Numbers.between("days", days, 1, 60)));
        return person.require(Action.SEE_STATION, station)
                .chain(may -> records.endings(station, since))
                .map(endings -> new EndingsView(
                        endings.episodes(),
                        endings.byReason().stream().map(EndingView::of).toList()));
    }
}
