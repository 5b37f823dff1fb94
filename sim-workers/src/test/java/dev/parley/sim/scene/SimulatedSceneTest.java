package dev.parley.sim.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.body.Action;
import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.SceneTruth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimulatedSceneTest {

    @Test
    void sameSeedGivesTheSameBytesInAnotherProcess() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SceneFingerprint.class.getName(),
                        "41")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String other = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other).isEqualTo(SceneFingerprint.of(41)).isNotEqualTo(SceneFingerprint.of(42));
    }

    @Test
    void resetAfterAnEpisodeLeavesNoTrace() {
        try (SimulatedScene scene = open()) {
            scene.reset(5, Conditions.FREE);
            double[] fresh = scene.step(new Action(0.04, 0, -0.04, 0.1, 0)).state();
            scene.reset(99, Conditions.FREE);
            scene.step(new Action(0, 0.04, -0.04, 0, 0));
            scene.reset(5, Conditions.FREE);

            assertThat(scene.step(new Action(0.04, 0, -0.04, 0.1, 0)).state()).isEqualTo(fresh);
        }
    }

    @Test
    void pinnedPoseIsWhereTheObjectStands() {
        try (SimulatedScene scene = open()) {
            scene.reset(1, Conditions.of(Map.of("cube-blue.x_m", 0.1, "cube-blue.y_m", -0.2)));
            SceneTruth truth = scene.truth();

            assertThat(truth.object("cube-blue").position().xM()).isEqualTo(0.1);
            assertThat(truth.object("cube-blue").position().yM()).isEqualTo(-0.2);
        }
    }

    @Test
    void actionIsBroughtIntoLimitsAndReportedAsApplied() {
        try (SimulatedScene scene = open()) {
            scene.reset(1, Conditions.FREE);
            Action applied = scene.step(new Action(1, 0, 0, -3, 0.9)).applied();

            assertThat(applied.number(0)).isCloseTo(ArmAction.MAX_MOVE_M, Offset.offset(1e-12));
            assertThat(applied.number(3)).isCloseTo(-ArmAction.MAX_TURN_RAD, Offset.offset(1e-12));
            assertThat(applied.number(4)).isEqualTo(1);
        }
    }

    @Test
    void toolNeverLeavesTheWorkspace() {
        try (SimulatedScene scene = open()) {
            scene.reset(1, Conditions.FREE);
            for (int i = 0; i < 20; i++) {
                scene.step(new Action(0.045, 0.045, -0.045, 0, 1));
            }

            assertThat(scene.truth().arm().toolTarget().xM()).isLessThanOrEqualTo(0.28);
            assertThat(scene.truth().arm().toolTarget().yM()).isLessThanOrEqualTo(0.33);
            assertThat(scene.truth().arm().toolTarget().zM()).isGreaterThanOrEqualTo(0.008);
        }
    }

    @Test
    void listenerHearsEverySubstepAndMayRender() {
        List<Integer> heard = new ArrayList<>();
        int[] front = new int[640 * 480];
        try (SimulatedScene scene = open()) {
            scene.reset(1, Conditions.FREE);
            scene.step(new Action(0, 0, 0, 0, 1), substep -> {
                heard.add(substep);
                if (substep == SimulatedScene.SUBSTEPS_PER_ACTION / 2) {
                    scene.renderFront(front);
                }
            });
        }

        assertThat(heard)
                .hasSize(SimulatedScene.SUBSTEPS_PER_ACTION)
                .startsWith(1)
                .endsWith(48);
        assertThat(front).doesNotContain(0);
    }

    @Test
    void nothingWorksBeforeTheFirstReset() {
        try (SimulatedScene scene = open()) {
            assertThatThrownBy(scene::observe)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void unknownSceneIsRefusedByName() {
        assertThatThrownBy(() -> SimulatedScene.open("kitchen"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kitchen");
        assertThatThrownBy(() -> SimulatedScene.open("../secret")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void actionThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> new Action(Double.NaN, 0, 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite");
    }

    @Test
    void descriptionAgreesWithTheCode() {
        SceneDescription description = SceneDescription.load("blocks-and-bowls");

        assertThat(description.actions().getFirst().max()).isEqualTo(ArmAction.MAX_MOVE_M);
        assertThat(description.tasks()).hasSize(6);
        try (SimulatedScene scene = open()) {
            scene.reset(1, Conditions.FREE);
            assertThat(scene.observe().proprioception()).hasSameSizeAs(description.proprioception());
            assertThat(scene.stay().width()).isEqualTo(description.actions().size());
        }
    }

    private static SimulatedScene open() {
        return SimulatedScene.open("blocks-and-bowls");
    }
}
