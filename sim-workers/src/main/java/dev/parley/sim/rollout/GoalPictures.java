package dev.parley.sim.rollout;

import dev.parley.sim.policy.GoalPicture;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.PrivilegedPolicy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Judge;
import dev.parley.sim.task.Task;
import java.util.Optional;

/**
 * Goal pictures for measuring: how it looks where the scripted expert has just done the task, from the same start, under the same light
 * and with everything else that the seed drew. The picture is that of the camera for people; where the policy's own camera rides on
 * the robot it is that one's, since the goal is then where the robot should be.
 *
 * <p>Leaves the scene somewhere else: reset it afterwards. Used by one thread at a time.
 */
public final class GoalPictures implements AutoCloseable {

    private final SimulatedScene scene;
    private final PrivilegedPolicy expert;

    /** Throws {@link PolicyException} when no scripted expert acts in the scene. */
    public GoalPictures(SimulatedScene scene) {
        this.scene = scene;
        expert = expert(scene.description());
        expert.grantTruth(scene::truth);
    }

    private static PrivilegedPolicy expert(SceneDescription scene) {
        return Policies.names().stream()
                .filter(name -> Policies.card(name).kind().equals("scripted") && Policies.fits(name, scene))
                .findFirst()
                .map(name -> (PrivilegedPolicy) Policies.load(name, scene))
                .orElseThrow(() -> new PolicyException("No scripted expert acts in scene " + scene.id()));
    }

    /** As {@link #of(Task, long, Conditions)} with nothing pinned. */
    public Optional<GoalPicture> of(Task task, long seed) {
        return of(task, seed, Conditions.FREE);
    }

    /** The picture, always the same for the same scene, task, seed and pinned conditions; empty when the expert fails. */
    public Optional<GoalPicture> of(Task task, long seed, Conditions pinned) {
        scene.reset(seed, pinned, Optional.of(task));
        expert.begin(Prompted.words(task.instruction()), seed);
        Judge judge = new Judge(scene.description().vocabulary().predicate(task.predicate()));
        int horizon = scene.description().horizonSteps();
        for (int step = 0; step < horizon; step++) {
            scene.step(expert.act(scene.observe()));
            if (judge.judge(scene.truth()).success()) {
                return Optional.of(picture());
            }
        }
        return Optional.empty();
    }

    private GoalPicture picture() {
        boolean rides = scene.description().cameras().stream()
                .anyMatch(camera ->
                        camera.audience().equals("policy") && !camera.on().isEmpty());
        if (rides) {
            return new GoalPicture(
                    Observation.IMAGE_SIDE,
                    Observation.IMAGE_SIDE,
                    scene.observe().image());
        }
        int[] pixels = scene.frontPixels();
        scene.renderFront(pixels);
        return GoalPicture.of(
                pixels, scene.frontCamera().widthPx(), scene.frontCamera().heightPx());
    }

    @Override
    public void close() {
        expert.close();
    }
}
