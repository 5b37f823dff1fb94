package dev.parley.sim.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.rollout.GoalPictures;
import dev.parley.sim.rollout.Rollout;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The policy of all the arm's tables, at tasks of each kind; figures over many episodes are on its card. */
class ManyTasksPolicyTest {

    /** Far from the seeds used in training, in choosing a checkpoint and in the figures on the card. */
    private static final int FIRST_SEED = 920_000;

    private static final Map<String, List<String>> TASKS = Map.of(
            "blocks-and-bowls", List.of("put-cube-green-in-bowl-blue"),
            "stacking-and-sorting",
                    List.of(
                            "stack-cube-red-on-cube-green",
                            "put-cube-blue-in-tray-white",
                            "move-cube-yellow-left-of-cube-red"),
            "drawer-and-lid", List.of("open-drawer", "put-cube-red-in-box", "lift-cube-blue"),
            "push-board",
                    List.of(
                            "push-star-red-to-corner-top-right",
                            "push-moon-blue-left-of-star-red",
                            "push-cross-green-next-to-moon-blue"));

    @Test
    void doesMostKindsOfTasksItIsAskedFor() {
        List<String> done = done(policy -> policy, ManyTasksPolicyTest::words, TASKS);

        assertThat(done).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void goesByPicturesWithoutWords() {
        Map<String, List<String>> some = Map.of(
                "blocks-and-bowls", List.of("put-cube-green-in-bowl-blue", "put-cube-red-in-bowl-orange"),
                "stacking-and-sorting", List.of("put-cube-blue-in-tray-white", "put-cube-red-in-tray-black"));

        List<String> done = done(policy -> policy, ManyTasksPolicyTest::picture, some);

        assertThat(done).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void isLostWithoutThePicture() {
        Map<String, List<String>> some = Map.of(
                "stacking-and-sorting", List.of("stack-cube-red-on-cube-green", "put-cube-blue-in-tray-white"),
                "push-board", List.of("push-star-red-to-corner-top-right"));

        assertThat(done(Blindfolded::new, ManyTasksPolicyTest::words, some)).isEmpty();
    }

    @Test
    void listensToTheSentence() {
        Map<String, List<String>> some =
                Map.of("stacking-and-sorting", List.of("stack-cube-red-on-cube-green", "put-cube-blue-in-tray-white"));

        assertThat(done(
                        policy -> policy,
                        (scene, task, seed) -> Prompted.words("stack the green cube on the yellow cube"),
                        some))
                .isEmpty();
    }

    private interface Asking {
        Prompted of(SimulatedScene scene, Task task, long seed);
    }

    private static Prompted words(SimulatedScene scene, Task task, long seed) {
        return Prompted.words(task.instruction());
    }

    private static Prompted picture(SimulatedScene scene, Task task, long seed) {
        try (GoalPictures pictures = new GoalPictures(scene)) {
            return Prompted.picture(pictures.of(task, seed).orElseThrow());
        }
    }

    private static List<String> done(UnaryOperator<Policy> made, Asking asking, Map<String, List<String>> tasks) {
        List<String> done = new ArrayList<>();
        tasks.forEach((id, wanted) -> {
            try (SimulatedScene scene = SimulatedScene.open(id);
                    Policy policy = Policies.load("arm-many")) {
                Rollout rollout = new Rollout(scene, made.apply(policy));
                for (int i = 0; i < wanted.size(); i++) {
                    Task task = scene.description().vocabulary().task(wanted.get(i));
                    long seed = FIRST_SEED + i;
                    if (rollout.run(task, asking.of(scene, task, seed), seed).success()) {
                        done.add(task.id());
                    }
                }
            }
        });
        return done;
    }
}
