package dev.parley.sim.detector;

import dev.parley.sim.body.Action;
import dev.parley.sim.body.ArmAction;
import dev.parley.sim.expert.ScriptedExpert;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import java.util.function.Supplier;

/** Who acts in a staged episode: good, weak, disobedient and random, because a detector that met only successes says yes to all. */
enum Cast {
    /** The scripted expert. */
    EXPERT,
    /** The expert with a shaking hand: it drops things, misses by a little, and now and then gets there. */
    UNSTEADY,
    /** The expert that stops moving at some moment: held above, half pushed, half built. */
    STOPPING,
    /** The expert doing another task of the scene than it was asked for, mostly one about the same things. */
    DISOBEDIENT,
    /** Random actions. */
    RANDOM;

    private static final double SHAKE_M = 0.014;
    private static final double FLIP_CHANCE = 0.03;

    /** Out of a hundred episodes. */
    static Cast draw(SeededRandom random) {
        int ticket = random.below(100);
        if (ticket < 44) {
            return EXPERT;
        }
        if (ticket < 60) {
            return UNSTEADY;
        }
        if (ticket < 74) {
            return STOPPING;
        }
        return ticket < 92 ? DISOBEDIENT : RANDOM;
    }

    /** One actor, without memory but for its random numbers. */
    interface Actor {
        Action act(SceneTruth truth, int step);
    }

    /**
     * Puts this actor on stage.
     *
     * @param doing the task it tries to do
     * @param stopAt when one that stops stops
     * @param stay the command that changes nothing, at that moment
     */
    Actor actor(
            SceneDescription scene, Task doing, double moveM, int stopAt, SeededRandom random, Supplier<Action> stay) {
        ScriptedExpert expert = new ScriptedExpert(doing, scene.vocabulary(), moveM, scene.isForPushing());
        return switch (this) {
            case EXPERT, DISOBEDIENT -> (truth, step) -> expert.act(truth).toAction();
            case UNSTEADY -> (truth, step) -> shaken(expert.act(truth), random).toAction();
            case STOPPING -> (truth, step) -> step < stopAt ? expert.act(truth).toAction() : stay.get();
            case RANDOM ->
                (truth, step) -> new Action(scene.actions().stream()
                        .map(part -> random.between(part.min(), part.max()))
                        .toList());
        };
    }

    private static ArmAction shaken(ArmAction wanted, SeededRandom random) {
        boolean flips = random.nextDouble() < FLIP_CHANCE;
        return new ArmAction(
                wanted.dxM() + SHAKE_M * random.gaussian(),
                wanted.dyM() + SHAKE_M * random.gaussian(),
                wanted.dzM() + SHAKE_M * random.gaussian(),
                wanted.dyawRad(),
                flips ? 1 - wanted.gripper() : wanted.gripper());
    }
}
