package dev.parley.sim.evaluate;

import dev.parley.sim.policy.BatchedPolicy;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import java.util.function.Consumer;
import java.util.function.Function;

/** Opens the worlds of an evaluation and says what their policies are given. Any thread. */
final class Worlds {

    private final Function<SceneDescription, Policy> policies;
    private final Conditions pinned;
    private final Function<String, Prompter> prompters;
    private final Consumer<EpisodeRow> finished;

    Worlds(
            Function<SceneDescription, Policy> policies,
            Conditions pinned,
            Function<String, Prompter> prompters,
            Consumer<EpisodeRow> finished) {
        this.policies = policies;
        this.pinned = pinned;
        this.prompters = prompters;
        this.finished = finished;
    }

    /** A policy for that scene, to be closed after the worlds opened with it. */
    Policy policy(String scene) {
        return policies.apply(SceneDescription.load(scene));
    }

    /** A world with that policy or, where it is one network, with another that shares the network. */
    World open(String scene, Policy policy) {
        Policy own = policy instanceof BatchedPolicy batched ? batched.another() : policy;
        return new World(SimulatedScene.open(scene), own, pinned, finished);
    }

    /** What says what a policy is given in that scene. */
    Prompter prompter(String scene) {
        return prompters.apply(scene);
    }
}
