package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.body.Bodies;
import dev.parley.sim.expert.DriveExpert;
import dev.parley.sim.expert.ScaraExpert;
import dev.parley.sim.expert.ScriptedExpert;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskRecogniser;
import dev.parley.sim.task.TaskVocabulary;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The scripted expert behind the policy interface; it understands only sentences that name one of the scene's tasks. */
final class ExpertPolicy implements PrivilegedPolicy {

    /** As far in one action as the learned policies move, so that people can follow: 0.12 m/s. */
    private static final double CALM_MOVE_M = 0.012;

    private static final double CALM_SPEED_M_S = 0.6;

    private final PolicyCard card;
    private final TaskRecogniser recogniser;
    private final SceneDescription scene;
    private @Nullable Supplier<SceneTruth> truth;
    private @Nullable Function<SceneTruth, Action> expert;

    ExpertPolicy(PolicyCard card, SceneDescription scene) {
        this.card = card;
        recogniser = scene.recogniser();
        this.scene = scene;
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
    public void begin(Prompted prompted, long seed) {
        card.requireTaken(prompted);
        Task task = recogniser
                .recognise(prompted.words())
                .orElseThrow(() ->
                        new PolicyException("The scripted expert understands only the scene's tasks, for instance '"
                                + recogniser.example() + "'; it cannot read: " + prompted.words()));
        try {
            expert = expertFor(task);
        } catch (IllegalArgumentException e) {
            throw new PolicyException(String.valueOf(e.getMessage()), e);
        }
    }

    private Function<SceneTruth, Action> expertFor(Task task) {
        TaskVocabulary vocabulary = recogniser.vocabulary();
        return switch (scene.embodiment().id()) {
            case Bodies.ARM -> {
                ScriptedExpert arm = new ScriptedExpert(task, vocabulary, CALM_MOVE_M, scene.isForPushing());
                yield truth -> arm.act(truth).toAction();
            }
            case Bodies.DRIVE -> {
                DriveExpert drive = new DriveExpert(task, vocabulary, CALM_SPEED_M_S);
                yield truth -> drive.act(truth).toAction();
            }
            case Bodies.SCARA -> {
                ScaraExpert scara = new ScaraExpert(task, vocabulary, CALM_MOVE_M);
                yield truth -> scara.act(truth).toAction();
            }
            default ->
                throw new PolicyException(
                        "The scripted expert cannot move " + scene.embodiment().title());
        };
    }

    @Override
    public Action act(Observation observation) {
        if (truth == null || expert == null) {
            throw new IllegalStateException("The scripted expert needs grantTruth and begin before its first action");
        }
        return expert.apply(truth.get());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
