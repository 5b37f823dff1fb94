package dev.parley.core.rest.plan;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.plan.RobotTime;
import dev.parley.core.plan.Apart;
import dev.parley.core.plan.Fleet;
import dev.parley.core.plan.Known;
import dev.parley.core.plan.Plan;
import dev.parley.core.result.Measured;
import dev.parley.core.result.Pace;
import dev.parley.core.result.Shown;
import dev.parley.core.station.StationKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "How many more episodes, from the data so far. Intervals are at 95 %.")
record PlanView(
        StationKind body,
        String judge,
        @Nullable String sceneId,
        @Nullable String taskId,
        @Nullable PolicyView policy,
        @Nullable PolicyView against,

        @Schema(description = "Absent while fewer than two are named, or too little is known of one.") @Nullable
        ApartView apart,

        FleetView fleet,
        List<Choice> policies) {

    @Schema(
            description =
                    "Successes of episodes that count, with what does not. Of one or two episodes neither successes nor share nor interval: they would tell how each went to somebody who has not voted on it.")
    record PolicyView(
            String name,
            String digest,
            @Nullable Integer successes,
            int episodes,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high,

            @Schema(
                    description =
                            "By people who asked, or by stations of real bodies, where there are two at least; else \"wilson\".")
            String interval,

            double designEffect,
            int unjudged,
            int censored,
            More within5Points) {
        static PolicyView of(Known known, Fleet fleet) {
            Measured found = known.measured();
            Interval interval = found.interval();
            boolean tells = Shown.tells(found.counts());
            return new PolicyView(
                    found.version().name(),
                    found.version().digest(),
                    tells ? null : (Integer) found.counts().successes(),
                    found.counts().episodes(),
                    Shown.rate(found.counts()) ? (Double) found.counts().rate() : null,
                    tells ? null : (Double) interval.low(),
                    tells ? null : (Double) interval.high(),
                    found.clustered().isPresent() ? "clustered" : "wilson",
                    found.designEffect(),
                    found.unjudged(),
                    found.censored(),
                    new More(
                            known.more().expected(),
                            known.more().atMost(),
                            Cost.of(fleet, known.more().expected())));
        }
    }

    @Schema(description = "More episodes until plus or minus five points.")
    record More(
            int expectedEpisodes,

            @Schema(description = "Were the rate the one in today's interval that needs most.")
            int atMostEpisodes,

            @Nullable Cost expectedCost) {}

    @Schema(description = "Absent where no episode of the kind has been measured.")
    record Cost(
            double robotHours,

            @Schema(
                    description =
                            "Until the last has ended, on today's stations with the studies' share of their time.")
            double hoursUntilDone) {
        static @Nullable Cost of(Fleet fleet, long episodes) {
            Optional<RobotTime> cost = fleet.cost(episodes);
            return cost.map(time -> new Cost(time.robotHours(), time.waiting().toMillis() / 3_600_000.0))
                    .orElse(null);
        }
    }

    record ApartView(
            @Schema(description = "Pairs of episodes from the same start.")
            int blocks,

            int firstAlone,
            int secondAlone,

            @Schema(description = "E-values; a verdict at the threshold. One may look at any time.")
            double evidenceForFirst,

            double evidenceForSecond,
            double threshold,
            String verdict,

            @Schema(description = "blocks, or rates where there are too few of them.")
            String basis,

            @Schema(
                    description =
                            "More blocks until half of the studies played on are decided; absent where fewer ever are.")
            @Nullable
            Integer halfDecidedAfter,

            @Schema(description = "The same for eight in ten.") @Nullable
            Integer mostlyDecidedAfter,

            @Schema(description = "Share decided within the horizon.")
            double decided,

            int horizonBlocks,
            @Nullable Cost halfCost) {
        static ApartView of(Apart apart, Fleet fleet) {
            return new ApartView(
                    apart.soFar().blocks(),
                    apart.soFar().firstAlone(),
                    apart.soFar().secondAlone(),
                    apart.forFirst(),
                    apart.forSecond(),
                    apart.threshold(),
                    apart.verdict().name(),
                    apart.basis().name(),
                    boxed(apart.more().half()),
                    boxed(apart.more().mostly()),
                    apart.more().told(),
                    apart.more().horizon(),
                    apart.more().half().isPresent()
                            ? Cost.of(fleet, 2L * apart.more().half().getAsInt())
                            : null);
        }

        private static @Nullable Integer boxed(OptionalInt number) {
            return number.isPresent() ? (Integer) number.getAsInt() : null;
        }
    }

    record FleetView(
            @Schema(description = "That take work now, with the body, the scene and the policies.")
            int stations,

            int slots,

            @Schema(description = "Measured, from one start to the next.") @Nullable
            Double secondsAnEpisode,

            int measuredEpisodes,

            @Schema(description = "Of their time that goes to studies while others want it.")
            double studyShare) {
        static FleetView of(Fleet fleet) {
            return new FleetView(
                    fleet.stations(),
                    fleet.slots(),
                    fleet.pace().map(pace -> pace.each().toMillis() / 1000.0).orElse(null),
                    fleet.pace().map(Pace::episodes).orElse(0),
                    fleet.studyShare());
        }
    }

    record Choice(
            String name,
            String title,
            String digest,

            @Schema(description = "Absent of one or two episodes.") @Nullable
            Integer successes,

            int episodes) {
        static Choice of(Plan.Choice choice) {
            return new Choice(
                    choice.name(),
                    choice.title(),
                    choice.digest(),
                    Shown.tells(new Counts(choice.done(), choice.judged())) ? null : (Integer) choice.done(),
                    choice.judged());
        }
    }

    static PlanView of(Plan plan) {
        return new PlanView(
                plan.wish().sample().body(),
                plan.wish().sample().judge().row(),
                plan.wish().sample().sceneId().orElse(null),
                plan.wish().sample().taskId().orElse(null),
                plan.first().map(known -> PolicyView.of(known, plan.fleet())).orElse(null),
                plan.second().map(known -> PolicyView.of(known, plan.fleet())).orElse(null),
                plan.apart().map(apart -> ApartView.of(apart, plan.fleet())).orElse(null),
                FleetView.of(plan.fleet()),
                plan.policies().stream().map(Choice::of).toList());
    }
}
