package dev.parley.core.rest.desk;

import dev.parley.core.rest.catalogue.StationView;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A station as those who look after it see it. */
record DeskStationView(
        @Schema(description = "What everybody sees of it.") StationView station,

        @Schema(description = "Name of its lab.") String lab,

        String labTitle,
        Instant registeredAt,

        @Schema(description = "Who last said whether it takes work; null: nobody ever did.") @Nullable
        AdmittedView admitted,

        @Schema(description = "The stop that latches it now; null: none does.") @Nullable
        StopView stop,

        @Schema(description = "False: the latch is cleared at the station's own console alone.")
        boolean clearedFromHere,

        @Schema(description = "When it may be offered work; null: at any time.") @Nullable
        HoursView hours,

        @Schema(description = "What a person has to do at its console; NONE: nothing.")
        ConsoleRule consoleRule,

        @Schema(description = "Who is signed on at its console; null: nobody.") @Nullable
        String operator,

        @Schema(description = "Why its console keeps it from new asks; null: it does not.") @Nullable
        String consoleWaits,

        List<RunningView> running) {

    record AdmittedView(
            String by,
            Instant at,

            @Schema(description = "When they expect to undo it; nothing happens by itself then.") @Nullable
            Instant until) {
        static AdmittedView of(StationKept.Admitted admitted) {
            return new AdmittedView(
                    admitted.by(), admitted.at(), admitted.until().orElse(null));
        }
    }

    /** A stop. */
    record StopView(
            String stopId,
            String by,
            String reason,
            Instant at,

            @Schema(
                    description =
                            "Milliseconds from sending until the station acknowledged it, on the gateway's clock; null: not measured.")
            @Nullable
            Double acknowledgedMs,

            @Schema(
                    description =
                            "Milliseconds from the station's receiving until it stood still, on its own clock; null: not reported.")
            @Nullable
            Double stillMs,

            @Nullable String clearedBy,
            @Nullable String clearedReason,
            @Nullable Instant clearedAt) {
        static StopView of(StationKept.StopKept stop) {
            return new StopView(
                    stop.stopId(),
                    stop.by(),
                    stop.reason(),
                    stop.at(),
                    millis(stop.received()),
                    millis(stop.still()),
                    stop.cleared().map(StationKept.Cleared::by).orElse(null),
                    stop.cleared().map(StationKept.Cleared::reason).orElse(null),
                    stop.cleared().map(StationKept.Cleared::at).orElse(null));
        }

        private static @Nullable Double millis(Optional<Duration> time) {
            return time.map(value -> value.toNanos() / 1e6).orElse(null);
        }
    }

    record RunningView(
            @Schema(description = "Of an episode, or of the blind comparison that both episodes belong to.")
            String id,

            boolean comparison,

            @Schema(description = "Null: a goal picture.") @Nullable
            String asked,

            Instant since) {
        static RunningView of(StationKept.Running running) {
            return new RunningView(
                    running.id(), running.comparison(), running.asked().orElse(null), running.since());
        }
    }

    static DeskStationView of(StationData station, StationKept kept) {
        return new DeskStationView(
                StationView.of(station),
                kept.labName(),
                kept.labTitle(),
                kept.registeredAt(),
                kept.admitted().map(AdmittedView::of).orElse(null),
                kept.stop().map(StopView::of).orElse(null),
                !station.kind().underRealRules(),
                station.hours().map(HoursView::of).orElse(null),
                station.console().map(StationData.Console::rule).orElse(ConsoleRule.NONE),
                station.console().flatMap(StationData.Console::operator).orElse(null),
                station.console().flatMap(StationData.Console::waits).orElse(null),
                kept.running().stream().map(RunningView::of).toList());
    }
}
