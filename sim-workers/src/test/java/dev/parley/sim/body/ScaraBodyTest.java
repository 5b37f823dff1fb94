package dev.parley.sim.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.ScaraTruth;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScaraBodyTest {

    private static final int VACUUM = 5;

    private final SimulatedScene scene = SimulatedScene.open("parts-and-trays");

    @AfterEach
    void close() {
        scene.close();
    }

    private void reset() {
        scene.reset(
                4,
                Conditions.of(Map.of(
                        "square-red.x_m",
                        0.0,
                        "square-red.y_m",
                        0.0,
                        "cup.x_m",
                        0.0,
                        "cup.y_m",
                        0.0,
                        "latency.steps",
                        0.0)));
    }

    private ScaraTruth move(int steps, double heightM, double suction) {
        for (int step = 0; step < steps; step++) {
            scene.step(new Action(0, 0, heightM, 0, suction));
        }
        return scene.truth().scara();
    }

    @Test
    void kinematicsAgreeWithTheModel() {
        reset();
        assertThat(scene.truth().body().at().distanceM(new Position(0, 0, 0.14)))
                .isLessThan(1e-6);
        for (int step = 0; step < 8; step++) {
            scene.step(new Action(0.1, -0.08, -0.005, 0.1, 0));
        }
        for (int step = 0; step < 5; step++) {
            scene.step(scene.stay());
        }
        ScaraTruth truth = scene.truth().scara();
        Position told = ScaraKinematics.cup(new ScaraKinematics.Joints(
                truth.jointTargets().get(0),
                truth.jointTargets().get(1),
                truth.jointTargets().get(2),
                0));

        assertThat(truth.at().distanceM(told)).isLessThan(0.002);
    }

    @Test
    void inverseBringsTheCupWhereItIsWanted() {
        for (Position wanted :
                new Position[] {new Position(0.1, 0.2, 0.05), new Position(-0.1, -0.2, 0.1), new Position(0.18, 0, 0.02)
                }) {
            ScaraKinematics.Joints joints = ScaraKinematics.jointsFor(wanted, 0.3);

            assertThat(ScaraKinematics.cup(joints).distanceM(wanted)).isLessThan(1e-9);
            assertThat(joints.yawRad()).isCloseTo(0.3, Offset.offset(1e-9));
        }
    }

    @Test
    void cupHoldsWhatItTouchesAsLongAsThePumpRuns() {
        reset();
        ScaraTruth down = move(12, -0.0125, 1);
        assertThat(down.held()).isEqualTo("square-red");
        ScaraTruth up = move(10, 0.012, 1);

        assertThat(up.held()).isEqualTo("square-red");
        assertThat(scene.observe().proprioception()[VACUUM]).isEqualTo(1);
        assertThat(scene.truth().object("square-red").position().zM()).isGreaterThan(0.09);
        ScaraTruth dropped = move(8, 0, 0);
        assertThat(dropped.held()).isEmpty();
        assertThat(scene.truth().object("square-red").position().zM()).isLessThan(0.02);
    }

    @Test
    void nothingIsHeldWithoutThePump() {
        reset();
        move(12, -0.0125, 0);
        ScaraTruth up = move(10, 0.012, 0);

        assertThat(up.held()).isEmpty();
        assertThat(scene.truth().object("square-red").position().zM()).isLessThan(0.02);
    }

    @Test
    void resetLetsGo() {
        reset();
        move(12, -0.0125, 1);
        reset();

        assertThat(scene.truth().scara().held()).isEmpty();
        ScaraTruth up = move(3, 0.012, 1);
        assertThat(up.held()).isEmpty();
    }

    @Test
    void actionOfTheRobotOnWheelsIsRefused() {
        reset();

        assertThatThrownBy(() -> scene.step(new Action(0.5, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scara-suction");
    }
}
