package dev.parley.core.rest.canary;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.canary.Canaries;
import dev.parley.core.canary.CanaryData;
import dev.parley.core.canary.CanaryDay;
import dev.parley.core.canary.CanaryDrift;
import dev.parley.core.canary.CanaryPlan;
import dev.parley.core.canary.CanaryWords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A station's canary, day by day. */
record CanaryView(
        @Schema(description = "Null: none is asked.") @Nullable
        PlanView plan,

        @Schema(description = "Null: none is asked.") CanaryDrift.@Nullable Verdict verdict,

        @Schema(description = "The same in a sentence.") String said,

        @Schema(description = "What it usually does; null until its first days are in.") @Nullable
        BaselineView baseline,

        @Schema(description = "In order, of the last year and back to its first ones.")
        List<DayView> days) {

    record PlanView(
            String policyName,
            String policyDigest,
            String sceneId,
            String taskId,

            @Schema(description = "What the judge looks for.")
            String taskReading,

            String instruction,
            Map<String, Double> conditions,

            @Schema(description = "One try each; unsigned 64 bits, decimal.")
            List<String> seeds,

            String at,
            String zone,
            String setBy,
            String reason,
            Instant setAt,

            @Schema(description = "Days before it are shown and count for nothing.")
            LocalDate baselineFrom,

            @Schema(description = "When it is asked next.") Instant next) {
        static PlanView of(CanaryData canary) {
            CanaryPlan plan = canary.plan();
            return new PlanView(
                    plan.policyName(),
                    plan.policyDigest(),
                    plan.sceneId(),
                    plan.taskId(),
                    canary.taskReading(),
                    plan.instruction(),
                    plan.conditions(),
                    plan.seeds().stream().map(Long::toUnsignedString).toList(),
                    plan.at().toString(),
                    plan.zone().getId(),
                    canary.setBy(),
                    canary.reason(),
                    canary.setAt(),
                    canary.baselineFrom(),
                    canary.dueAt());
        }
    }

    record BaselineView(
            int days,
            int done,
            int judged,

            @Schema(description = "Wilson's interval at 95 %.")
            IntervalView interval,

            @Schema(description = "What it surely did: the lower end of the exact interval at 95 %.")
            double surely,

            @Schema(description = "That it has fallen below that since: it is called worse at falseAlarmEveryDays.")
            double evidence,

            @Schema(description = "Days between two false alarms while all is as usual, on average and at the least.")
            int falseAlarmEveryDays) {}

    record IntervalView(double low, double high) {
        static IntervalView of(Interval interval) {
            return new IntervalView(interval.low(), interval.high());
        }
    }

    record DayView(
            LocalDate day,
            int done,

            @Schema(description = "Tries that say something: done, or not done.")
            int judged,

            @Schema(description = "Share of done tries; null: none was judged.") @Nullable
            Double rate,

            @Schema(description = "Wilson's interval at 95 %; null: none was judged.") @Nullable
            IntervalView interval,

            @Schema(description = "Ended by a cause that is not the policy's, or by a person.")
            int leftOut,

            int unjudged,

            @Schema(description = "Wait or run still.") int open,

            int notRun,

            @Schema(description = "Whether it is one of the first days, which say what is usual.")
            boolean baseline,

            List<String> episodes) {
        static DayView of(CanaryDay day, boolean baseline) {
            boolean some = day.judged() > 0;
            return new DayView(
                    day.day(),
                    day.done(),
                    day.judged(),
                    some ? (Double) ((double) day.done() / day.judged()) : null,
                    some ? IntervalView.of(Wilson.of(day.done(), day.judged())) : null,
                    day.leftOut(),
                    day.unjudged(),
                    day.open(),
                    day.notRun(),
                    baseline,
                    day.episodes().stream().map(EpisodeId::toString).toList());
        }
    }

    static CanaryView of(Optional<Canaries.Course> found) {
        return found.map(CanaryView::of)
                .orElseGet(() -> new CanaryView(null, null, "No canary is asked of this station.", null, List.of()));
    }

    private static CanaryView of(Canaries.Course course) {
        List<LocalDate> first = course.days().stream()
                .filter(day ->
                        !day.day().isBefore(course.canary().baselineFrom()) && day.open() == 0 && day.judged() > 0)
                .limit(course.baselineDays())
                .map(CanaryDay::day)
                .toList();
        return new CanaryView(
                PlanView.of(course.canary()),
                course.drift().verdict(),
                CanaryWords.verdict(course),
                baseline(course),
                course.days().stream()
                        .map(day -> DayView.of(day, first.contains(day.day())))
                        .toList());
    }

    private static @Nullable BaselineView baseline(Canaries.Course course) {
        CanaryDrift drift = course.drift();
        return drift.verdict() == CanaryDrift.Verdict.LEARNING
                ? null
                : new BaselineView(
                        drift.baselineDays(),
                        drift.baseline().successes(),
                        drift.baseline().episodes(),
                        IntervalView.of(Wilson.of(
                                drift.baseline().successes(), drift.baseline().episodes())),
                        drift.surely(),
                        drift.evidence(),
                        course.falseAlarmEveryDays());
    }
}
