package dev.parley.sim.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.body.Action;
import dev.parley.sim.task.DriveTruth;
import org.junit.jupiter.api.Test;

class SeenFromTest {

    @Test
    void whatIsSeenFromWhereTheRobotStandsIsWhatItsCameraSees() {
        try (SimulatedScene room = SimulatedScene.open("room")) {
            room.reset(11, Conditions.FREE);
            DriveTruth robot = room.truth().drive();
            byte[] elsewhere = room.seenFrom(robot.at().xM(), robot.at().yM(), robot.headingRad());

            assertThat(share(elsewhere, room.observe().image())).isGreaterThan(0.97);
        }
    }

    @Test
    void lookingFromElsewhereChangesNothing() {
        double[] undisturbed = state(false);

        assertThat(state(true)).isEqualTo(undisturbed);
    }

    // The robot that stands there in truth is not in the way: the picture is one that this robot could take.
    @Test
    void robotIsNotInThePictureOfWhereItIsNot() {
        try (SimulatedScene room = SimulatedScene.open("room")) {
            room.reset(12, Conditions.FREE);
            DriveTruth robot = room.truth().drive();
            double behindM = 1;
            double x = robot.at().xM() - behindM * StrictMath.cos(robot.headingRad());
            double y = robot.at().yM() - behindM * StrictMath.sin(robot.headingRad());
            byte[] before = room.seenFrom(x, y, robot.headingRad());
            for (int step = 0; step < 6; step++) {
                room.step(new Action(0.3, 0.8));
            }

            assertThat(room.seenFrom(x, y, robot.headingRad())).isEqualTo(before);
        }
    }

    @Test
    void cameraThatStandsStillIsRefused() {
        try (SimulatedScene table = SimulatedScene.open("blocks-and-bowls")) {
            table.reset(1, Conditions.FREE);

            assertThatThrownBy(() -> table.seenFrom(0, 0, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("blocks-and-bowls");
        }
    }

    private static double[] state(boolean lookingAround) {
        try (SimulatedScene room = SimulatedScene.open("room")) {
            room.reset(13, Conditions.FREE);
            for (int step = 0; step < 4; step++) {
                if (lookingAround) {
                    room.seenFrom(1, step, 0.5);
                }
                room.step(new Action(0.4, 0.3));
            }
            return room.state();
        }
    }

    // The wheels sink in by a hair, so that edges may fall on other pixels.
    private static double share(byte[] one, byte[] other) {
        int near = 0;
        for (int i = 0; i < one.length; i++) {
            near += Math.abs((one[i] & 0xff) - (other[i] & 0xff)) < 8 ? 1 : 0;
        }
        return near / (double) one.length;
    }
}
