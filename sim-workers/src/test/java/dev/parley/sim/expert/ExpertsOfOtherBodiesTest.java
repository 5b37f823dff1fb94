package dev.parley.sim.expert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.rollout.Rollout;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpertsOfOtherBodiesTest {

    @ParameterizedTest
    @CsvSource({"room, room-expert", "parts-and-trays, scara-expert"})
    void expertDoesTasksOfEachKind(String id, String policy) {
        try (SimulatedScene scene = SimulatedScene.open(id);
                Policy expert = Policies.load(policy)) {
            Rollout rollout = new Rollout(scene, expert);
            List<Task> tasks = scene.description().tasks();
            for (int number = 0; number < tasks.size(); number += 2) {
                Task task = tasks.get(number);
                Rollout.Result result = rollout.run(task, task.instruction(), 40L + number);

                assertThat(result.success()).as(task.id()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"room, room-random", "parts-and-trays, scara-random"})
    void randomPolicyHasTheRightWidth(String id, String policy) {
        try (SimulatedScene scene = SimulatedScene.open(id);
                Policy random = Policies.load(policy)) {
            Task task = scene.description().tasks().getFirst();
            Rollout.Result first = new Rollout(scene, random).run(task, task.instruction(), 6);
            Rollout.Result again = new Rollout(scene, random).run(task, task.instruction(), 6);

            assertThat(first).isEqualTo(again);
        }
    }
}
