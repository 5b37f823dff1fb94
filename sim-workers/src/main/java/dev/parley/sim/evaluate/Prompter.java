package dev.parley.sim.evaluate;

import dev.parley.sim.policy.Prompted;
import dev.parley.sim.rollout.GoalPictures;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SimulatedScene;
import java.util.Optional;

/** Says what the policy is given for an episode. Used by one thread. */
interface Prompter extends AutoCloseable {

    /** What the policy is given; empty when nothing can be shown for this seed. */
    Optional<Prompted> prompted(PlannedEpisode planned);

    @Override
    void close();

    /** The planned words. */
    static Prompter words() {
        return new Prompter() {
            @Override
            public Optional<Prompted> prompted(PlannedEpisode planned) {
                return Optional.of(Prompted.words(planned.instruction()));
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    /** A picture of how it looks where the scripted expert has just done the task, from the same start; no words. */
    static Prompter pictures(String scene, Conditions pinned) {
        SimulatedScene shown = SimulatedScene.open(scene);
        GoalPictures pictures = new GoalPictures(shown);
        return new Prompter() {
            @Override
            public Optional<Prompted> prompted(PlannedEpisode planned) {
                return pictures.of(planned.task(), planned.seed(), pinned).map(Prompted::picture);
            }

            @Override
            public void close() {
                pictures.close();
                shown.close();
            }
        };
    }
}
