package dev.parley.core.rest.study;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.parley.contracts.StudyId;
import dev.parley.core.analysis.interval.AnyTime;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.result.Version;
import dev.parley.core.study.PlannedStudy;
import dev.parley.core.study.StudyWatch;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan and what its blocks say. */
@Schema(
        description =
                "Fixed before the first episode; a change is a new version. One may look at any time: the chance that a verdict is ever wrong stays below alpha.")
record PlanView(
        @Schema(description = "As it was frozen.", implementation = Object.class) @JsonRawValue
        String frozen,

        @Schema(description = "SHA-256 of the frozen text, hex; the text itself is at /studies/{id}/plan.")
        String sha256,

        int version,
        @Nullable String follows,

        @Schema(description = "The version that follows this one.") @Nullable
        String next,

        @Schema(description = "Absent while nobody was found to be better.") @Nullable
        VerdictView verdict,

        @Schema(description = "Blocks that count, were lost, or wait for a label.")
        int judgedBlocks,

        int voidBlocks,
        int openBlocks,

        @Schema(description = "Evidence that decides, by e-values; a budget has a boundary of its own in each step.")
        double threshold,

        @Schema(description = "With intervals that hold at any time.")
        List<Rate> policies,

        @Schema(description = "Of two policies: how much more often the first does it, at any time, -1 to 1.") @Nullable
        Difference difference,

        @Schema(
                description =
                        "Each two that met, as they stand now; how they stood after each block is at /studies/{id}/steps.")
        List<StudyWatch.Step> pairs) {

    record VerdictView(StudyView.Version better, int afterBlocks) {}

    record Difference(double points, double anyTimeLow, double anyTimeHigh) {}

    record Rate(StudyView.Version policyVersion, int successes, int episodes, double anyTimeLow, double anyTimeHigh) {}

    static PlanView of(PlannedStudy planned, StudyWatch watch) {
        List<Version> policies = planned.plan().policies();
        return new PlanView(
                planned.frozen(),
                planned.sha256(),
                planned.version(),
                planned.follows().map(StudyId::toString).orElse(null),
                planned.next().map(StudyId::toString).orElse(null),
                planned.verdict()
                        .map(found -> new VerdictView(version(policies.get(found.policy())), found.after()))
                        .orElse(null),
                watch.judged(),
                watch.voided(),
                watch.open(),
                watch.threshold(),
                IntStream.range(0, policies.size())
                        .mapToObj(place -> rate(policies.get(place), watch, place))
                        .toList(),
                watch.difference(planned.plan().alpha())
                        .map(interval -> new Difference(
                                watch.counts().get(0).rate()
                                        - watch.counts().get(1).rate(),
                                interval.low(),
                                interval.high()))
                        .orElse(null),
                watch.pairs());
    }

    private static Rate rate(Version version, StudyWatch watch, int place) {
        Interval interval = AnyTime.of(watch.counts().get(place), Errors.USUAL);
        return new Rate(
                version(version),
                watch.counts().get(place).successes(),
                watch.counts().get(place).episodes(),
                interval.low(),
                interval.high());
    }

    private static StudyView.Version version(Version version) {
        return new StudyView.Version(version.name(), version.digest());
    }
}
