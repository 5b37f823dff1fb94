package dev.parley.core.rest.study;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.study.StudyData;
import dev.parley.core.study.StudyProgress;
import dev.parley.core.study.StudyState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A study as REST shows it. */
@Schema(description = "Rates are verdicts of the scenes' predicates, with Wilson intervals at 95 %.")
record StudyView(
        String id,
        String name,

        @Schema(description = "Name of the key it was submitted with, or @login.")
        String submittedBy,

        StudyState state,
        Instant createdAt,
        @Nullable Instant endedAt,
        Counts all,
        List<OfTask> tasks,

        @Schema(
                description =
                        "Why nothing more of it is begun now, a sentence each; it goes on by itself. Empty: nothing holds it up.")
        List<String> heldUpBy,

        @Schema(description = "Absent where items were listed.") @Nullable
        PlanView plan) {

    /** What has become of items. */
    record Counts(
            int items,

            @Schema(description = "In the queue or not there yet.")
            int waiting,

            @Schema(description = "Offered to a station or running.")
            int running,

            @Schema(description = "Ended in a way that counts.")
            int done,

            @Schema(
                    description = "Ended without a result, for causes outside of the policy, expired or withdrawn: they"
                            + " count nowhere.")
            int lost,

            int successes,

            @Schema(description = "Absent until one is done.") @Nullable
            Rate success) {
        static Counts of(StudyProgress.Counts counts) {
            return new Counts(
                    counts.items(),
                    counts.waiting(),
                    counts.running(),
                    counts.done(),
                    counts.lost(),
                    counts.successes(),
                    counts.done() == 0 ? null : Rate.of(counts.successes(), counts.done()));
        }
    }

    /** A share with its interval, all from 0 to 1. */
    record Rate(double share, double wilsonLow, double wilsonHigh) {
        static Rate of(int successes, int trials) {
            Interval interval = Wilson.of(successes, trials);
            return new Rate(successes / (double) trials, interval.low(), interval.high());
        }
    }

    /** One policy version's items of one task. */
    record OfTask(
            Version policyVersion,
            String sceneId,
            String taskId,

            @Schema(description = "What its judge looks for, as it was frozen with the study.")
            String taskReading,

            Counts counts) {}

    record Version(String name, String digest) {}

    static StudyView of(StudyData study, StudyProgress progress, List<String> heldUpBy, Optional<PlanView> plan) {
        return new StudyView(
                study.id().toString(),
                study.name(),
                study.submitter(),
                study.state(),
                study.createdAt(),
                study.endedAt().orElse(null),
                Counts.of(progress.all()),
                progress.tasks().stream()
                        .map(task -> new OfTask(
                                new Version(task.policyName(), task.policyDigest()),
                                task.sceneId(),
                                task.taskId(),
                                task.taskReading(),
                                Counts.of(task.counts())))
                        .toList(),
                heldUpBy,
                plan.orElse(null));
    }
}
