package dev.parley.core.rest.console;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PersonId;
import dev.parley.core.console.ConsoleState;
import dev.parley.core.console.ConsoleState.Step;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.rest.catalogue.StationView;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A console as who stands there sees it. No policy is named, and nothing leads to a sealed episode. */
record ConsoleView(
        StationView station,

        @Schema(description = "The rule that holds; NONE: there is nothing to do here.")
        ConsoleRule rule,

        @Schema(description = "Who stands by; null: nobody does, and nothing is offered.") @Nullable
        ShiftView shift,

        @Schema(description = "Why nothing new comes to it now; null: something may.") @Nullable
        String waits,

        @Schema(description = "What is to be read, started or reset, and what runs; oldest first.")
        List<AskView> asks,

        @Schema(description = "What ended here last; null: nothing yet.") @Nullable
        AskView last,

        @Schema(description = "How fast it stopped; null: no stop was measured yet.") @Nullable
        StopsView stops) {

    record ShiftView(
            String name,

            @Schema(description = "Whether that is you.") boolean you,

            Instant since,
            Instant until) {}

    record ByView(String by, Instant at) {
        static @Nullable ByView of(Optional<ConsoleState.By> by) {
            return by.map(known -> new ByView(known.name(), known.at())).orElse(null);
        }
    }

    record AskView(
            @Schema(description = "What this console calls it; it is no id of an episode.")
            String id,

            Step step,

            @Schema(description = "Null: a goal picture without words.") @Nullable
            String asked,

            @Nullable String goalPicture,
            String sceneId,
            boolean comparison,

            @Schema(description = "The second of a comparison; it was read with the first.")
            boolean second,

            @Schema(description = "The longest that it runs.")
            double limitSeconds,

            Instant since,

            @Schema(description = "Unless somebody answers until then, it goes back in line and the shift ends.")
            @Nullable
            Instant answerBy,

            @Nullable ByView approved,
            @Nullable ByView started,
            @Nullable ByView takenOver,
            @Nullable ByView reset,
            @Nullable EpisodeState state,
            @Nullable Instant runningSince,
            @Nullable Instant endedAt,
            @Nullable String endReason,

            @Schema(description = "The operator's; what the machine judged is not told here.")
            Outcome.@Nullable Result verdict,

            @Schema(description = "Address under which its live picture is; null: none, or it is blind.") @Nullable
            String live) {
        static AskView of(ConsoleState.Ask ask) {
            return new AskView(
                    ask.id().toString(),
                    ask.step(),
                    ask.asked().orElse(null),
                    ask.goalImage()
                            .map((GoalImageId id) -> "/api/v1/goal-images/" + id + ".png")
                            .orElse(null),
                    ask.sceneId(),
                    ask.comparison(),
                    ask.second(),
                    ask.limit().toMillis() / 1e3,
                    ask.since(),
                    ask.answerBy().orElse(null),
                    ByView.of(ask.approved()),
                    ByView.of(ask.started()),
                    ByView.of(ask.takenOver()),
                    ByView.of(ask.reset()),
                    ask.state().orElse(null),
                    ask.runningSince().orElse(null),
                    ask.endedAt().orElse(null),
                    ask.endReason().orElse(null),
                    ask.verdict().orElse(null),
                    ask.live().orElse(null));
        }
    }

    record StopsView(
            int count,
            Instant last,

            @Schema(description = "From sending it to the station's acknowledgement, the middle one.")
            double acknowledgedHalfMs,

            double acknowledgedWorstMs,

            @Schema(description = "From there to standing still, the worst; null: no station said.") @Nullable
            Double stillWorstMs) {
        static @Nullable StopsView of(List<ConsoleState.Stop> stops) {
            if (stops.isEmpty()) {
                return null;
            }
            List<Duration> sorted =
                    stops.stream().map(ConsoleState.Stop::received).sorted().toList();
            return new StopsView(
                    stops.size(),
                    stops.getFirst().at(),
                    millis(sorted.get((sorted.size() - 1) / 2)),
                    millis(sorted.getLast()),
                    stops.stream()
                            .flatMap(stop -> stop.still().stream())
                            .max(Comparator.naturalOrder())
                            .map(StopsView::millis)
                            .orElse(null));
        }

        private static double millis(Duration time) {
            return time.toNanos() / 1e6;
        }
    }

    static ConsoleView of(ConsoleState state, Optional<PersonId> you) {
        return new ConsoleView(
                StationView.of(state.station()),
                state.station().console().map(StationData.Console::rule).orElse(ConsoleRule.NONE),
                state.shift()
                        .map(shift -> new ShiftView(
                                shift.name(), you.equals(Optional.of(shift.person())), shift.since(), shift.until()))
                        .orElse(null),
                state.station().console().flatMap(StationData.Console::waits).orElse(null),
                state.asks().stream().map(AskView::of).toList(),
                state.last().map(AskView::of).orElse(null),
                StopsView.of(state.stops()));
    }
}
