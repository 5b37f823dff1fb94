package dev.parley.sim.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.scene.SceneDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RobotReadingTest {

    private static final Sight WINDOW = new Sight("window", -1.74, 2.63, 0.34);
    private static final Sight SHELF = new Sight("shelf", 0.51, 2.63, 0.44);

    private final TaskVocabulary room = SceneDescription.load("room").vocabulary();
    private final RobotReading reading = new RobotReading(room, List.of(WINDOW, SHELF), "robot");
    private final SceneTruth start = robot(0, 0, 0);

    @Test
    void robotByTheWindowThatFacesTheShelfIsReadSo() {
        List<PredicateData> said = reading.of(start, robot(-1.2, 2.1, towards(-1.2, 2.1, 0.51, 2.63)));

        assertThat(said.get(0).kind()).isEqualTo("robot-at-point");
        assertThat(said.get(0).argument("target")).isEqualTo("window");
        assertThat(said.get(0).number("x_m")).isEqualTo(-1.2);
        assertThat(said.get(1).kind()).isEqualTo("robot-heading");
        assertThat(said.get(1).argument("target")).isEqualTo("shelf");
    }

    @Test
    void nearestThingAheadHidesWhatIsBehindIt() {
        // The lamp stands between it and the shelf.
        SceneTruth before = robot(0.5, 0.2, Math.PI / 2);

        assertThat(reading.of(start, before).get(1).argument("target")).isEqualTo("lamp");
    }

    @Test
    void whatIsNearNothingAndLooksAtNothingHasNoNameForIt() {
        RobotReading bare = new RobotReading(room, List.of(), "robot");
        SceneTruth open = robot(-0.3, 0.1, Math.PI / 4 + 0.4);

        assertThat(bare.of(start, open).get(0).argument("target")).isEmpty();
    }

    @Test
    void tasksThatAreDoneThereAreOfferedToo() {
        List<PredicateData> said = reading.of(start, robot(0.5, 0.6, Math.PI / 2));

        assertThat(said)
                .anyMatch(goal -> goal.kind().equals("robot-at")
                        && goal.argument("target").equals("lamp"))
                .anyMatch(goal -> goal.kind().equals("robot-faces")
                        && goal.argument("target").equals("lamp"))
                .noneMatch(goal -> goal.argument("target").equals("plant"));
    }

    @Test
    void smallMoveIsNone() {
        assertThat(reading.of(start, robot(0.09, 0, 0.1))).isEmpty();
        assertThat(reading.of(start, robot(0.11, 0, 0.1))).isNotEmpty();
        assertThat(reading.of(start, robot(0, 0, 0.18))).isNotEmpty();
        assertThat(reading.of(robot(0, 0, 3.1), robot(0, 0, -3.1))).isEmpty();
    }

    private static double towards(double x, double y, double toX, double toY) {
        return Math.atan2(toY - y, toX - x);
    }

    private static SceneTruth robot(double x, double y, double heading) {
        Map<String, ObjectState> objects = new HashMap<>();
        objects.put("robot", at(x, y));
        objects.put("lamp", at(0.5, 1.3));
        objects.put("plant", at(-1.2, -1.7));
        objects.put("chest", at(1.6, -1.5));
        objects.put("table-white", at(1.7, 0.2));
        objects.put("sofa", at(0.3, -1.7));
        objects.put("door", at(-2.38, 1));
        return new SceneTruth(objects, Map.of(), new DriveTruth(new Position(x, y, 0), heading, 0, 0, false));
    }

    private static ObjectState at(double x, double y) {
        return new ObjectState(new Position(x, y, 0), 0, 1);
    }
}
