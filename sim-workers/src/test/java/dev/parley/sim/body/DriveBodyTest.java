package dev.parley.sim.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.DriveTruth;
import dev.parley.sim.task.Position;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriveBodyTest {

    private static final int BUMPER = 5;

    private final SimulatedScene room = SimulatedScene.open("room");

    @AfterEach
    void close() {
        room.close();
    }

    // All furniture to one side, the robot in the free half, looking along x.
    private void reset(double robotX) {
        Map<String, Double> pinned = new HashMap<>();
        pinned.put("robot.x_m", robotX);
        pinned.put("robot.y_m", 0.0);
        pinned.put("robot.yaw_rad", 0.0);
        pinned.put("sofa.x_m", 0.0);
        pinned.put("sofa.y_m", -1.6);
        pinned.put("plant.x_m", -1.4);
        pinned.put("plant.y_m", -1.0);
        pinned.put("lamp.x_m", 0.0);
        pinned.put("lamp.y_m", 1.5);
        pinned.put("chest.x_m", 1.4);
        pinned.put("chest.y_m", 1.5);
        pinned.put("latency.steps", 0.0);
        room.reset(3, Conditions.of(pinned));
    }

    private DriveTruth drive(int steps, double speed, double turn) {
        for (int step = 0; step < steps; step++) {
            room.step(new Action(speed, turn));
        }
        return room.truth().drive();
    }

    @Test
    void wheelsDriveItAsFastAsItIsTold() {
        reset(-1.0);
        DriveTruth truth = drive(20, 0.5, 0);

        assertThat(truth.speedMS()).isCloseTo(0.5, Offset.offset(0.02));
        assertThat(truth.at().xM()).isBetween(-0.25, 0.0);
        assertThat(truth.at().yM()).isCloseTo(0, Offset.offset(0.01));
    }

    @Test
    void turnsOnTheSpotAndOdometryKnowsHowFar() {
        reset(-1.0);
        DriveTruth truth = drive(12, 0, 1.2);
        float[] felt = room.observe().proprioception();

        assertThat(truth.at().horizontalDistanceM(new Position(-1.0, 0, 0))).isLessThan(0.02);
        assertThat((double) felt[2]).isCloseTo(truth.headingRad(), Offset.offset(0.05));
        assertThat(felt[3]).isNegative();
        assertThat(felt[4]).isPositive();
    }

    @Test
    void wallStopsItAndTheBumperFeelsIt() {
        reset(1.5);
        assertThat(room.observe().proprioception()[BUMPER]).isZero();
        DriveTruth truth = drive(35, 0.6, 0);

        assertThat(truth.at().xM()).isBetween(2.6, 2.72);
        assertThat(room.observe().proprioception()[BUMPER]).isEqualTo(1);
    }

    @Test
    void commandIsBroughtIntoLimitsAndAnotherBodysIsRefused() {
        reset(-1.0);

        assertThat(room.step(new Action(9, -9)).applied()).isEqualTo(new Action(0.8, -1.6));
        assertThatThrownBy(() -> room.step(new Action(0, 0, 0, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("diff-drive");
    }

    @Test
    void furnitureStandsWhereItIsPinnedAndGivesNoWay() {
        reset(-1.0);
        Position before = room.truth().object("lamp").position();
        drive(13, 0, 1.2);
        drive(40, 0.6, 0);

        assertThat(before).isEqualTo(new Position(0, 1.5, 0));
        assertThat(room.truth().object("lamp").position()).isEqualTo(before);
    }

    @Test
    void cameraRidesAndSameSeedGivesTheSamePictures() {
        reset(-1.0);
        Observation ahead = room.observe();
        drive(15, 0, 1.2);
        byte[] aside = room.observe().image();
        reset(-1.0);

        assertThat(Arrays.equals(aside, ahead.image())).isFalse();
        assertThat(room.observe().image()).isEqualTo(ahead.image());
        drive(15, 0, 1.2);
        assertThat(room.observe().image()).isEqualTo(aside);
    }
}
