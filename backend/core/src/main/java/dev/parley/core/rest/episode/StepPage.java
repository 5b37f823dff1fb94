package dev.parley.core.rest.episode;

import dev.parley.core.artifact.StoredArtifact;
import dev.parley.station.v1.StepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Consecutive steps of an episode. */
@Schema(description = "Steps in order; next is the from of the page after this one, null at the end.")
record StepPage(
        String episodeId, List<Step> steps, @Nullable Long next) {

    /** One step; numbers as the station recorded them. */
    record Step(
            @Schema(description = "0 is the first.") int step,

            @Schema(description = "Nanoseconds since the first step, on the station's monotonic clock.")
            long monoNs,

            List<Double> state,
            List<Double> actionCommanded,

            @Schema(description = "Differs from the commanded one where something was clamped.")
            List<Double> actionApplied,

            int inferUs,

            @Schema(description = "Index of the frame that shows the state before this step, per recorded camera.")
            List<Integer> frame,

            @Nullable Double progress,
            int chunk,
            int indexInChunk,

            @Schema(description = "What the policy wanted people to read about this step.")
            List<String> notes) {
        static Step of(StepRecord step) {
            return new Step(
                    step.getStep(),
                    step.getMonoNs(),
                    step.getStateList(),
                    step.getActionCommandedList(),
                    step.getActionAppliedList(),
                    step.getInferUs(),
                    step.getFrameList(),
                    step.hasProgress() ? (Double) step.getProgress() : null,
                    step.getChunk(),
                    step.getIndexInChunk(),
                    step.getNotesList());
        }
    }

    /** Blocks. */
    static StepPage read(String episodeId, StoredArtifact log, int from, int limit) {
        List<Step> steps = new ArrayList<>();
        AtomicReference<@Nullable Long> next = new AtomicReference<>();
        StepLog.read(log, step -> {
            if (step.getStep() >= from && steps.size() == limit) {
                next.set((long) step.getStep());
                return false;
            }
            if (step.getStep() >= from) {
                steps.add(Step.of(step));
            }
            return true;
        });
        return new StepPage(episodeId, steps, next.get());
    }
}
