package dev.parley.gateway.telemetry;

import dev.parley.gateway.readout.Readout;
import dev.parley.station.v1.StepBatch;
import dev.parley.station.v1.StepRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Takes from a batch what a person can read along: where the tool is, how open the gripper, how quick the policy. */
final class ReadoutWriter {
    private static final List<String> GRIPPER = List.of("gripper_opening_m", "finger_opening_m");

    private ReadoutWriter() {}

    /** Empty for an empty batch. */
    static Optional<Readout> of(LiveEpisode episode, StepBatch batch, List<Readout.Note> notes) {
        if (batch.getStepsCount() == 0) {
            return Optional.empty();
        }
        StepRecord first = batch.getSteps(0);
        StepRecord last = batch.getSteps(batch.getStepsCount() - 1);
        double seconds = (last.getMonoNs() - first.getMonoNs()) / 1e9;
        OptionalDouble hz = batch.getStepsCount() > 1 && seconds > 0
                ? OptionalDouble.of((batch.getStepsCount() - 1) / seconds)
                : OptionalDouble.empty();
        return Optional.of(new Readout(
                last.getStep() + 1,
                episode.maxSteps(),
                GRIPPER.stream()
                        .map(name -> value(episode, last, name))
                        .filter(OptionalDouble::isPresent)
                        .findFirst()
                        .orElse(OptionalDouble.empty()),
                value(episode, last, "tool_x_m"),
                value(episode, last, "tool_y_m"),
                value(episode, last, "tool_z_m"),
                last.getInferUs() / 1000.0,
                hz,
                last.hasProgress() ? OptionalDouble.of(last.getProgress()) : OptionalDouble.empty(),
                "running",
                notes));
    }

    private static OptionalDouble value(LiveEpisode episode, StepRecord step, String name) {
        int index = episode.stateNames().indexOf(name);
        return index >= 0 && index < step.getStateCount()
                ? OptionalDouble.of(step.getState(index))
                : OptionalDouble.empty();
    }
}
