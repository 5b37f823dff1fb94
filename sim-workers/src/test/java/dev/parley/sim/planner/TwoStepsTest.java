package dev.parley.sim.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TwoStepsTest {

    @Test
    void twoCubesInBowlsAreAPairAndOneCubeInTwoBowlsIsNone() {
        List<String> ids = ids("blocks-and-bowls");

        assertThat(ids).contains("put-cube-red-in-bowl-blue+put-cube-green-in-bowl-orange");
        assertThat(ids).doesNotContain("put-cube-red-in-bowl-blue+put-cube-red-in-bowl-orange");
    }

    @Test
    void bowlHoldsOneThingAndABoxHoldsTwo() {
        assertThat(ids("blocks-and-bowls")).doesNotContain("put-cube-red-in-bowl-blue+put-cube-green-in-bowl-blue");
        assertThat(ids("drawer-and-lid")).contains("put-cube-red-in-box+put-cube-green-in-box");
    }

    @Test
    void whatTheSecondStepWouldUndoIsNoPair() {
        List<String> ids = ids("drawer-and-lid");

        assertThat(ids)
                .contains("put-cube-red-in-drawer+close-drawer", "open-drawer+put-cube-red-in-drawer")
                .contains("put-cube-red-in-box+put-lid-on-box")
                .doesNotContain("open-drawer+close-drawer", "close-drawer+put-cube-red-in-drawer")
                .doesNotContain("lift-cube-red+open-drawer");
        assertThat(ids("stacking-and-sorting")).doesNotContain("stack-cube-red-on-cube-blue+lift-cube-blue");
    }

    @Test
    void seedsDrawTheirOwnPairAndWordsAndTheTableCanBeSet() {
        try (SimulatedScene scene = SimulatedScene.open("drawer-and-lid")) {
            TwoSteps steps = new TwoSteps(scene.description());
            for (long seed = 450_000; seed < 450_010; seed++) {
                Task task = steps.drawn(seed);
                scene.reset(seed, Conditions.FREE, Optional.of(task));
                assertThat(task.instruction()).doesNotContain("%s");
            }
            assertThat(steps.drawn(3).instruction()).isEqualTo(steps.drawn(3).instruction());
        }
    }

    private static List<String> ids(String scene) {
        return new TwoSteps(SceneDescription.load(scene))
                .pairs().stream().map(Task::id).toList();
    }
}
