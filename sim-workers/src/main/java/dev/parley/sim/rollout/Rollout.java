package dev.parley.sim.rollout;

import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PrivilegedPolicy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;

/** Runs a policy on one task until it is done or the scene's horizon is reached. */
public final class Rollout {

    private final SimulatedScene scene;
    private final Policy policy;

    public Rollout(SimulatedScene scene, Policy policy) {
        this.scene = scene;
        this.policy = policy;
        if (policy instanceof PrivilegedPolicy privileged) {
            privileged.grantTruth(scene::truth);
        }
    }

    /**
     * How it went.
     *
     * @param steps actions taken
     * @param bestProgress highest progress seen, 0 to 1
     * @param fingerprint a digest of all states on the way: equal for equal runs
     */
    public record Result(boolean success, int steps, double bestProgress, long fingerprint) {}

    /** As {@link #run(Task, Prompted, long)}, asked in words. */
    public Result run(Task task, String instruction, long seed) {
        return run(task, Prompted.words(instruction), seed);
    }

    /** Resets the scene by the seed and runs to success or the horizon. */
    public Result run(Task task, Prompted prompted, long seed) {
        Attempt attempt = new Attempt(scene, task, seed, Conditions.FREE);
        policy.begin(prompted, seed);
        while (!attempt.isOver()) {
            attempt.act(policy.act(attempt.observe()));
        }
        return attempt.result();
    }
}
