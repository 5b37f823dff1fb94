package dev.parley.sim.expert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.rollout.Rollout;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
