package dev.parley.sim.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisturbanceTest {

    @Test
    void whatTheTaskIsAboutMayMove() {
        SceneDescription scene = SceneDescription.load("blocks-and-bowls");
        SceneTruth start = start(scene);
        Disturbance disturbance = new Disturbance(scene, task(scene, "put-cube-red-in-bowl-blue"), start);

        assertThat(disturbance.moved(moved(moved(start, "cube-red", .2, 0), "bowl-blue", 0, .1)))
                .isEmpty();
    }

    @Test
    void somethingElseCountsFromThreeCentimetresOn() {
        SceneDescription scene = SceneDescription.load("blocks-and-bowls");
        SceneTruth start = start(scene);
        Disturbance disturbance = new Disturbance(scene, task(scene, "put-cube-red-in-bowl-blue"), start);

        assertThat(disturbance.moved(moved(start, "cylinder-yellow", .029, 0))).isEmpty();
        assertThat(disturbance.moved(moved(start, "cylinder-yellow", 0, -.031))).containsExactly("cylinder-yellow");
    }

    @Test
    void robotThatIsAskedToGoSomewhereMayMove() {
        SceneDescription scene = SceneDescription.load("room");
        SceneTruth start = start(scene);

        assertThat(new Disturbance(scene, task(scene, "go-to-sofa"), start).moved(moved(start, "robot", 1, 0)))
                .isEmpty();
    }

    @Test
    void whatLayInTheDrawerMayTravelWithIt() {
        SceneDescription scene = SceneDescription.load("drawer-and-lid");
        SceneTruth outside = start(scene);
        String held = scene.objects().stream()
                .map(object -> object.id())
                .filter(id -> id.startsWith("cube"))
                .findFirst()
                .orElseThrow();
        ObjectState drawer = outside.object("drawer");
        double inside = scene.vocabulary().object("drawer").opening().lowM() + .01;
        SceneTruth start = at(
                outside,
                held,
                new Position(
                        drawer.position().xM(),
                        drawer.position().yM(),
                        drawer.position().zM() + inside));
        Disturbance disturbance = new Disturbance(scene, task(scene, "open-drawer"), start);
        SceneTruth opened = moved(start, "drawer", .1, 0);

        assertThat(disturbance.moved(moved(opened, held, .1, 0))).isEmpty();
        assertThat(disturbance.moved(moved(opened, held, .2, .1))).containsExactly(held);
    }

    @Test
    void anotherTaskOfTheKindThatWasDoneInsteadIsNamed() {
        SceneDescription scene = SceneDescription.load("blocks-and-bowls");
        SceneTruth start = start(scene);
        Disturbance disturbance = new Disturbance(scene, task(scene, "put-cube-red-in-bowl-blue"), start);
        Position orange = start.object("bowl-orange").position();
        SceneTruth wrongBowl = at(start, "cube-red", new Position(orange.xM(), orange.yM(), orange.zM() + .025));

        assertThat(disturbance.sibling(start)).isEmpty();
        assertThat(disturbance.sibling(wrongBowl)).contains("put-cube-red-in-bowl-orange");
        assertThat(new Disturbance(scene, task(scene, "put-cube-red-in-bowl-blue"), wrongBowl).sibling(wrongBowl))
                .as("held from the start")
                .isEmpty();
    }

    private static SceneTruth start(SceneDescription description) {
        try (SimulatedScene scene = SimulatedScene.open(description.id())) {
            scene.reset(31, Conditions.FREE);
            return scene.truth();
        }
    }

    private static Task task(SceneDescription scene, String id) {
        return scene.vocabulary().task(id);
    }

    private static SceneTruth moved(SceneTruth truth, String object, double xM, double yM) {
        Position from = truth.object(object).position();
        return at(truth, object, new Position(from.xM() + xM, from.yM() + yM, from.zM()));
    }

    private static SceneTruth at(SceneTruth truth, String object, Position to) {
        Map<String, ObjectState> objects = new HashMap<>(truth.objects());
        ObjectState before = truth.object(object);
        objects.put(object, new ObjectState(to, before.yawRad(), before.uprightness()));
        return new SceneTruth(objects, truth.joints(), truth.body());
    }
}
