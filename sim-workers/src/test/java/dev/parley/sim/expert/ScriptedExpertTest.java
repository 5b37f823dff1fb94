package dev.parley.sim.expert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.rollout.Rollout;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedExpertTest {

    @Test
    void doesEveryTaskOnManySeeds() {
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls");
                Policy expert = Policies.load("scripted-expert")) {
            Rollout rollout = new Rollout(scene, expert);
            List<Task> tasks = scene.description().tasks();
            for (int seed = 0; seed < 30; seed++) {
                Task task = tasks.get(seed % tasks.size());
                Rollout.Result result = rollout.run(task, task.instruction(), seed);

                assertThat(result.success()).as("seed %d, %s", seed, task.id()).isTrue();
                assertThat(result.steps()).isLessThan(150);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stacking-and-sorting,stack-cube-red-on-cube-blue",
        "stacking-and-sorting,put-all-cubes-in-tray-white",
        "stacking-and-sorting,move-cube-green-left-of-cube-red",
        "stacking-and-sorting,lift-cube-yellow",
        "drawer-and-lid,open-drawer",
        "drawer-and-lid,close-drawer",
        "drawer-and-lid,put-lid-on-box",
        "drawer-and-lid,take-lid-off-box",
        "drawer-and-lid,put-cube-red-away-in-drawer",
        "drawer-and-lid,put-cube-blue-on-cabinet",
        "push-board,push-star-red-left-of-moon-blue",
        "push-board,push-cross-green-to-corner-top-left",
        "push-board,push-hexagon-yellow-next-to-moon-blue"
    })
    void showsThatEachKindOfTaskCanBeDone(String id, String taskId) {
        try (SimulatedScene scene = SimulatedScene.open(id);
                Policy expert = Policies.load("scripted-expert", scene.description())) {
            Task task = scene.description().vocabulary().task(taskId);

            assertThat(new Rollout(scene, expert)
                            .run(task, task.instruction(), 11)
                            .success())
                    .isTrue();
        }
    }
}
