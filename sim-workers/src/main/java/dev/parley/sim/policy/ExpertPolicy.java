package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.expert.ScriptedExpert;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskRecogniser;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The scripted expert behind the policy interface; it understands only sentences that name one of the scene's tasks. */
final class ExpertPolicy implements PrivilegedPolicy {

    /** As far in one action as the learned policies move, so that people can follow: 0.12 m/s. */
    private static final double CALM_MOVE_M = 0.012;

    private final PolicyCard card;
    private final TaskRecogniser recogniser;
    private final boolean pushes;
    private @Nullable Supplier<SceneTruth> truth;
    private @Nullable ScriptedExpert expert;

    ExpertPolicy(PolicyCard card, SceneDescription scene) {
        this.card = card;
        recogniser = scene.recogniser();
        pushes = scene.isForPushing();
    }

    @Override
    public PolicyCard card() {
        return card;
    }

    @Override
    public void grantTruth(Supplier<SceneTruth> truth) {
        this.truth = truth;
    }

    @Override
    public void begin(String instruction, long seed) {
        Task task = recogniser
                .recognise(instruction)
                .orElseThrow(() ->
                        new PolicyException("The scripted expert understands only the scene's tasks, for instance '"
                                + recogniser.example() + "'; it cannot read: " + instruction));
        try {
            expert = new ScriptedExpert(task, recogniser.vocabulary(), CALM_MOVE_M, pushes);
        } catch (IllegalArgumentException e) {
            throw new PolicyException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Action act(Observation observation) {
        if (truth == null || expert == null) {
            throw new IllegalStateException("The scripted expert needs grantTruth and begin before its first action");
        }
        return expert.act(truth.get()).toAction();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
