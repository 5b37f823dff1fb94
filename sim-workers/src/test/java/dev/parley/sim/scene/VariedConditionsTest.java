package dev.parley.sim.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.sim.body.Action;
import dev.parley.sim.task.Task;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the factors of the newer scenes change, each pinned alone. */
class VariedConditionsTest {

    private static final Action DOWN = new Action(0, 0, -0.04, 0, 0);

    @Test
    void lateCommandsArriveThatManyStepsLater() {
        try (SimulatedScene scene = SimulatedScene.open("push-board")) {
            scene.reset(1, pinned("latency.steps", 2));
            double heldStill = scene.step(DOWN).applied().number(2)
                    + scene.step(DOWN).applied().number(2);

            assertThat(heldStill).isZero();
            assertThat(scene.step(scene.stay()).applied().number(2)).isEqualTo(-0.04, within(1e-9));
        }
    }

    @Test
    void expertKnowsWhereTheArmHasBeenToldToGoThoughItHasNotHeardYet() {
        try (SimulatedScene scene = SimulatedScene.open("push-board")) {
            scene.reset(1, pinned("latency.steps", 2));
            double before = scene.truth().arm().toolTarget().zM();
            scene.step(DOWN);

            assertThat(scene.truth().arm().toolTarget().zM()).isEqualTo(before - 0.04, within(1e-9));
        }
    }

    @Test
    void fixedBoardStaysWhereALooseOneIsDragged() {
        assertThat(boardShift(1)).isLessThan(0.005);
        assertThat(boardShift(0)).isGreaterThan(0.01);
    }

    // Presses the closed fingers on the board's rim from outside and moves inwards.
    private static double boardShift(double fixed) {
        try (SimulatedScene scene = SimulatedScene.open("push-board")) {
            scene.reset(4, Conditions.of(Map.of("board.fixed", fixed, "latency.steps", 0.0)));
            double start = scene.truth().object("board").position().yM();
            for (int step = 0; step < 8; step++) {
                scene.step(new Action(0.01, -0.045, 0, 0, 0));
            }
            for (int step = 0; step < 3; step++) {
                scene.step(new Action(0, 0, -0.045, 0, 0));
            }
            for (int step = 0; step < 6; step++) {
                scene.step(new Action(0, 0.02, 0, 0, 0));
            }
            return Math.abs(scene.truth().object("board").position().yM() - start);
        }
    }

    @Test
    void heavierThingSlidesLessFar() {
        assertThat(drawnState("mass.objects", 0.7)).isNotEqualTo(drawnState("mass.objects", 1.4));
        assertThat(drawnState("mass.objects", 0.7)).isEqualTo(drawnState("mass.objects", 0.7));
    }

    // Equal starts; the fingers push through the shapes.
    private static double[] drawnState(String factor, double value) {
        try (SimulatedScene scene = SimulatedScene.open("push-board")) {
            scene.reset(
                    5,
                    Conditions.of(
                            Map.of(factor, value, "latency.steps", 0.0, "star-red.x_m", 0.0, "star-red.y_m", 0.1)));
            for (int step = 0; step < 3; step++) {
                scene.step(new Action(0.01, 0, -0.04, 0, 0));
            }
            for (int step = 0; step < 6; step++) {
                scene.step(new Action(0, 0.04, 0, 0, 0));
            }
            return scene.state();
        }
    }

    @Test
    void textureColourAndCameraChangeThePictureAndNotTheState() {
        try (SimulatedScene scene = SimulatedScene.open("stacking-and-sorting")) {
            Map<String, Double> same = Map.of("table.texture", 0.0, "can.colour", 0.0, "camera.dz_m", 0.0);
            scene.reset(6, Conditions.of(same));
            double[] state = scene.state();
            byte[] image = scene.observe().image();
            for (String factor : same.keySet()) {
                Map<String, Double> changed = new HashMap<>(same);
                changed.put(factor, factor.startsWith("camera") ? 0.008 : 2.0);
                scene.reset(6, Conditions.of(changed));

                assertThat(scene.state()).as(factor).isEqualTo(state);
                assertThat(Arrays.equals(scene.observe().image(), image))
                        .as(factor)
                        .isFalse();
            }
        }
    }

    @Test
    void wholeFactorTakesWholeNumbersOnly() {
        try (SimulatedScene scene = SimulatedScene.open("push-board")) {
            assertThatThrownBy(() -> scene.reset(1, pinned("latency.steps", 0.5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a whole number from 0");
        }
    }

    @Test
    void lidStartsOnItsBoxWhenSeatedThere() {
        try (SimulatedScene scene = SimulatedScene.open("drawer-and-lid")) {
            scene.reset(1, pinned("lid.seat", 1));

            assertThat(scene.truth().object("lid").position().zM()).isBetween(0.058, 0.06);
        }
    }

    @Test
    void pinnedConditionsThatLeaveATaskNothingToDoAreRefused() {
        try (SimulatedScene scene = SimulatedScene.open("drawer-and-lid")) {
            Task close = scene.description().vocabulary().task("close-drawer");

            assertThatThrownBy(() -> scene.reset(1, pinned("drawer.opening_m", 0), Optional.of(close)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("done before it starts");
        }
    }

    @Test
    void actionOfAnotherWidthIsRefused() {
        try (SimulatedScene scene = SimulatedScene.open("push-board")) {
            scene.reset(1, Conditions.FREE);

            assertThatThrownBy(() -> scene.step(new Action(0.1, 0.2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has 5 numbers, this one has 2");
        }
    }

    private static Conditions pinned(String factor, double value) {
        return Conditions.of(Map.of(factor, value));
    }
}
