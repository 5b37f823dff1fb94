package dev.parley.sim.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.scene.SceneDescription;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RobotPredicatesTest {

    private final TaskVocabulary room = SceneDescription.load("room").vocabulary();

    private static SceneTruth at(double x, double y, double heading, double speed) {
        return new SceneTruth(
                Map.of(
                        "sofa", new ObjectState(new Position(0, -1.5, 0), 0, 1),
                        "plant", new ObjectState(new Position(0, 1.5, 0), 0, 1),
                        "lamp", new ObjectState(new Position(1.5, 0, 0), 0, 1)),
                Map.of(),
                new DriveTruth(new Position(x, y, 0), heading, speed, 0, false));
    }

    private Predicate goal(String task) {
        return room.predicate(room.task(task).predicate());
    }

    @Test
    void standsAtAnObjectOnlyWhenItStandsStill() {
        assertThat(goal("go-to-lamp").holds(at(0.9, 0, 0, 0))).isTrue();
        assertThat(goal("go-to-lamp").holds(at(0.9, 0, 0, 0.3))).isFalse();
        assertThat(goal("go-to-lamp").holds(at(0.2, 0, 0, 0))).isFalse();
    }

    @Test
    void standsInACornerInsideItsBoundsOnly() {
        assertThat(goal("go-to-far-left-corner").holds(at(-1.9, -2.2, 0, 0))).isTrue();
        assertThat(goal("go-to-far-left-corner").holds(at(-1.9, 2.2, 0, 0))).isFalse();
    }

    @Test
    void isBetweenWhenTheTwoAreOnOppositeSides() {
        Predicate between = goal("go-between-sofa-and-plant");

        assertThat(between.holds(at(0.2, 0.1, 0, 0))).isTrue();
        assertThat(between.holds(at(1.4, 0, 0, 0))).isFalse();
        assertThat(between.holds(at(0, -2.2, 0, 0))).isFalse();
        assertThat(between.holds(at(0.2, 0.1, 0, 0.3))).isFalse();
    }

    @Test
    void facesWhatIsStraightAhead() {
        assertThat(goal("face-lamp").holds(at(0, 0, 0.1, 0))).isTrue();
        assertThat(goal("face-lamp").holds(at(0, 0, 0.3, 0))).isFalse();
        assertThat(goal("face-plant").holds(at(0, 0, Math.PI / 2, 0))).isTrue();
    }

    @Test
    void progressGrowsOnTheWay() {
        for (String task : new String[] {"go-to-lamp", "return-to-dock", "go-between-sofa-and-plant"}) {
            double far = goal(task).progress(at(-1.9, -1.9, 0, 0));
            double near = goal(task).progress(at(0.3, -0.2, 0, 0));

            assertThat(near).as(task).isBetween(far, 0.85).isGreaterThan(far);
        }
    }
}
