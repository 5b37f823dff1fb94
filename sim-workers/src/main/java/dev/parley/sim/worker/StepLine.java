package dev.parley.sim.worker;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.task.Judgement;
import dev.parley.station.v1.StepRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One line of the step log, begun before the action and completed after it.
 *
 * <p>Its state is what the policy felt, in the order of the station's observation space, followed by the simulator's own full
 * state before the action (all generalised positions, then all velocities), from which the episode can be repeated and checked.
 *
 * @param atNs since the episode's first step
 * @param frame index of the picture that shows this state
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one step; compared nowhere.
record StepLine(int step, long atNs, int frame, double[] state) {

    StepRecord complete(
            Observation observation,
            long inferNs,
            Action commanded,
            Action applied,
            Optional<Judgement> judgement,
            List<String> notes) {
        StepRecord.Builder record = StepRecord.newBuilder()
                .setStep(step)
                .setMonoNs(atNs)
                .setInferUs((int) TimeUnit.NANOSECONDS.toMicros(inferNs))
                .addFrame(frame)
                .addAllActionCommanded(commanded.numbers())
                .addAllActionApplied(applied.numbers())
                .addAllNotes(notes);
        for (float felt : observation.proprioception()) {
            record.addState(felt);
        }
        for (double number : state) {
            record.addState(number);
        }
        judgement.ifPresent(word -> record.setProgress(word.progress()));
        return record.build();
    }
}
