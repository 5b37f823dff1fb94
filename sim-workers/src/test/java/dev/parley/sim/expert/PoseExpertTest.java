package dev.parley.sim.expert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.body.DriveAction;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.DriveTruth;
import dev.parley.sim.task.Position;
import org.junit.jupiter.api.Test;

class PoseExpertTest {

    @Test
    void drivesAroundTheFurnitureToThePlaceAndLooksWhereThePictureLooks() {
        try (SimulatedScene room = SimulatedScene.open("room")) {
            for (int seed = 50; seed < 54; seed++) {
                room.reset(seed, Conditions.FREE);
                PoseExpert expert = expert(room, new Position(2.2, 2.0, 0), 0.8);
                DriveTruth end = drive(room, expert, 150);

                assertThat(end.at().horizontalDistanceM(new Position(2.2, 2.0, 0)))
                        .as("seed %d: %s", seed, end)
                        .isLessThan(0.3);
                assertThat(end.headingRad()).isBetween(0.6, 1.0);
                assertThat(end.standsStill()).isTrue();
            }
        }
    }

    @Test
    void onlyTurnsWhereThePictureWasTakenAtItsStart() {
        try (SimulatedScene room = SimulatedScene.open("room")) {
            room.reset(55, Conditions.FREE);
            DriveTruth start = room.truth().drive();
            PoseExpert expert = expert(room, start.at(), start.headingRad() + 2);
            DriveAction first = expert.act(room.truth());
            DriveTruth end = drive(room, expert, 60);

            assertThat(first.linearMS()).isZero();
            assertThat(first.angularRadS()).isPositive();
            assertThat(end.at().horizontalDistanceM(start.at())).isLessThan(0.08);
            assertThat(Math.abs(StrictMath.IEEEremainder(end.headingRad() - start.headingRad() - 2, 2 * Math.PI)))
                    .isLessThan(0.12);
        }
    }

    private static PoseExpert expert(SimulatedScene room, Position place, double headingRad) {
        return new PoseExpert(
                room.description().vocabulary(),
                place,
                headingRad,
                room.truth().drive().at(),
                0.6);
    }

    private static DriveTruth drive(SimulatedScene room, PoseExpert expert, int steps) {
        for (int step = 0; step < steps; step++) {
            room.step(expert.act(room.truth()).toAction());
        }
        return room.truth().drive();
    }
}
