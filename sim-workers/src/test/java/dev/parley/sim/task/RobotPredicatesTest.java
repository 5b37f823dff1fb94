package dev.parley.sim.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.scene.SceneDescription;
import java.util.List;
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
    void pointHoldsUpToItsToleranceAndOnlyAtRest() {
        Predicate point = of("robot-at-point", Map.of("x_m", 1.0, "y_m", 0.0, "within_m", 0.3));

        assertThat(point.holds(at(0.701, 0, 2, 0))).isTrue();
        assertThat(point.holds(at(0.699, 0, 2, 0))).isFalse();
        assertThat(point.holds(at(1, 0, 2, 0.3))).isFalse();
        assertThat(point.progress(at(0, 0, 0, 0))).isGreaterThan(point.progress(at(-1, 0, 0, 0)));
    }

    @Test
    void headingHoldsUpToItsToleranceAlsoAcrossTheTurnOfTheCircle() {
        Predicate heading = of("robot-heading", Map.of("heading_rad", 3.1, "within_rad", 0.35));

        assertThat(heading.holds(at(0, 0, 2.76, 0))).isTrue();
        assertThat(heading.holds(at(0, 0, 2.74, 0))).isFalse();
        assertThat(heading.holds(at(0, 0, -3.1, 0))).isTrue();
        assertThat(heading.holds(at(0, 0, 3.1, 0.3))).isFalse();
        assertThat(heading.progress(at(0, 0, 2, 0))).isGreaterThan(heading.progress(at(0, 0, 1, 0)));
    }

    @Test
    void poseWithoutItsNumbersIsRefused() {
        assertThatThrownBy(() -> of("robot-at-point", Map.of("x_m", 1.0))).hasMessageContaining("y_m");
        assertThatThrownBy(() -> of("robot-at-point", Map.of("x_m", Double.NaN, "y_m", 0.0)))
                .hasMessageContaining("finite x_m");
        assertThatThrownBy(() -> of("robot-heading", Map.of())).hasMessageContaining("heading_rad");
        assertThatThrownBy(() -> of("robot-heading", Map.of("heading_rad", Double.POSITIVE_INFINITY)))
                .hasMessageContaining("finite heading_rad");
    }

    private Predicate of(String kind, Map<String, Double> numbers) {
        return room.predicate(new PredicateData(kind, Map.of(), numbers, List.of()));
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
