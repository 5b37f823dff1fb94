package dev.parley.sim.rollout;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.scene.StepResult;
import dev.parley.sim.task.Judge;
import dev.parley.sim.task.Judgement;
import dev.parley.sim.task.Task;
import java.util.Arrays;
import java.util.Optional;

/**
 * One episode in a scene, taken action by action, so that many can go on side by side. Whoever drives it asks a policy for the
 * actions. Used by one thread at a time.
 */
public final class Attempt {

    private final SimulatedScene scene;
    private final Judge judge;
    private final int horizon;
    private long fingerprint;
    private double bestProgress;
    private int steps;
    private boolean success;

    /**
     * Resets the scene by the seed. Throws {@link IllegalArgumentException} when the pinned conditions leave no room for the seed
     * or the task nothing to do.
     */
    public Attempt(SimulatedScene scene, Task task, long seed, Conditions pinned) {
        this.scene = scene;
        scene.reset(seed, pinned, Optional.of(task));
        judge = new Judge(scene.description().vocabulary().predicate(task.predicate()));
        horizon = scene.description().horizonSteps();
        fingerprint = seed;
    }

    /** Whether it was done or reached the scene's horizon. */
    public boolean isOver() {
        return success || steps == horizon;
    }

    public Observation observe() {
        return scene.observe();
    }

    /** Carries out one action and judges it; throws {@link IllegalArgumentException} when it is none of this body. */
    public void act(Action action) {
        StepResult result = scene.step(action);
        steps++;
        fingerprint = 31 * fingerprint + Arrays.hashCode(result.state());
        Judgement judgement = judge.judge(scene.truth());
        bestProgress = Math.max(bestProgress, judgement.progress());
        success = judgement.success();
    }

    /** How it has gone so far. */
    public Rollout.Result result() {
        return new Rollout.Result(success, steps, bestProgress, fingerprint);
    }
}
