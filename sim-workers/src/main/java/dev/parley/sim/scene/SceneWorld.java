package dev.parley.sim.scene;

import dev.parley.sim.body.Action;
import dev.parley.sim.body.Bodies;
import dev.parley.sim.body.Body;
import dev.parley.sim.body.SubstepListener;
import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The physical world of a scene: how it is set up by conditions, moved by its body, and what is true in it. */
final class SceneWorld implements AutoCloseable {

    private final SceneDescription scene;
    private final PhysicsWorld world;
    private final Body body;
    private final Map<String, Integer> bodies = new LinkedHashMap<>();
    private final Map<String, Footprint> footprints = new HashMap<>();

    SceneWorld(SceneDescription scene, String model) {
        this.scene = scene;
        world = new PhysicsWorld(model);
        body = Bodies.open(scene.embodiment().id(), world, scene.embodiment().settings());
        scene.objects().forEach(object -> bodies.put(object.id(), world.body(object.id())));
    }

    PhysicsWorld world() {
        return world;
    }

    Body body() {
        return body;
    }

    /** Puts everything where the conditions say, at rest. */
    void arrange(Conditions conditions) {
        prepareModel(conditions);
        world.reset();
        for (SceneObject object : scene.objects()) {
            if (scene.varies(object.id() + ".x_m")) {
                arrange(object, conditions);
            }
        }
        for (ConditionFactor factor : scene.factors(Purpose.JOINT)) {
            factor.of().forEach(joint -> world.setPosition(world.address(joint), conditions.value(factor.name())));
        }
        for (ConditionFactor factor : scene.factors(Purpose.FRICTION)) {
            factor.of()
                    .forEach(object -> world.setSlidingFriction(world.geom(object), conditions.value(factor.name())));
        }
        body.start(conditions::value);
        world.forward();
        for (ConditionFactor factor : scene.factors(Purpose.SEAT)) {
            seat(factor, (int) conditions.value(factor.name()));
        }
    }

    private void prepareModel(Conditions conditions) {
        for (ConditionFactor factor : scene.factors(Purpose.FIXED)) {
            factor.of().forEach(weld -> world.setEquality(world.equality(weld), conditions.value(factor.name()) > 0.5));
        }
        boolean weighed = false;
        for (ConditionFactor factor : scene.factors(Purpose.MASS)) {
            for (String object : factor.of()) {
                world.scaleMass(world.body(object), conditions.value(factor.name()));
                weighed = true;
            }
        }
        if (weighed) {
            world.recomputeConstants();
        }
    }

    private void arrange(SceneObject object, Conditions conditions) {
        String yawName = object.id() + ".yaw_rad";
        double yaw = scene.varies(yawName) ? conditions.value(yawName) : 0;
        put(
                object,
                new Position(
                        conditions.value(object.id() + ".x_m"),
                        conditions.value(object.id() + ".y_m"),
                        object.restingHeightM()),
                yaw);
    }

    void put(SceneObject object, Position at, double yaw) {
        if (!world.hasJoint(object.id())) {
            world.standBody(world.body(object.id()), at.xM(), at.yM(), at.zM(), yaw);
            return;
        }
        int address = world.address(object.id());
        world.setPosition(address, at.xM());
        world.setPosition(address + 1, at.yM());
        world.setPosition(address + 2, at.zM());
        world.setPosition(address + 3, StrictMath.cos(yaw / 2));
        world.setPosition(address + 4, 0);
        world.setPosition(address + 5, 0);
        world.setPosition(address + 6, StrictMath.sin(yaw / 2));
    }

    // The factor's name begins with the object that sits; what it may sit on is known where it stands only now.
    private void seat(ConditionFactor factor, int number) {
        if (number == 0) {
            return;
        }
        SceneObject sitting = scene.vocabulary()
                .object(factor.name().substring(0, factor.name().indexOf('.')));
        SceneObject under = scene.vocabulary().object(factor.of().get(number - 1));
        ObjectState support = objectState(world.body(under.id()));
        Position at = support.position();
        put(
                sitting,
                new Position(at.xM(), at.yM(), at.zM() + under.topM() + sitting.restingHeightM()),
                support.yawRad());
        world.forward();
    }

    /** Carries out one action over {@link Body#SUBSTEPS} steps and returns it as applied. */
    Action act(Action wanted, SubstepListener listener) {
        Action applied = body.begin(wanted);
        for (int substep = 0; substep < Body.SUBSTEPS; substep++) {
            body.drive(substep);
            world.step();
            listener.afterSubstep(substep + 1);
        }
        return applied;
    }

    SceneTruth truth(Collection<Action> underWay) {
        Map<String, ObjectState> objects = new LinkedHashMap<>();
        bodies.forEach((id, number) -> objects.put(id, objectState(number)));
        Map<String, Double> joints = new LinkedHashMap<>();
        scene.joints().forEach(joint -> joints.put(joint, world.position(world.address(joint))));
        return new SceneTruth(objects, joints, body.truth(underWay));
    }

    /** Whether nothing holds it but what it lies on, and it is neither the ground of the others nor a robot. */
    boolean movable(String object) {
        return scene.objects().stream().anyMatch(known -> known.id().equals(object) && known.clearanceM() > 0)
                && scene.cameras().stream().noneMatch(camera -> camera.on().equals(object))
                && world.hasJoint(object);
    }

    /** The robot itself, where it moves about the room with the policies' camera on it. */
    Optional<SceneObject> wanderer() {
        return scene.objects().stream()
                .filter(object -> scene.cameras().stream()
                                .anyMatch(camera -> camera.on().equals(object.id())
                                        && camera.audience().equals(ScenePicture.POLICY))
                        && world.hasJoint(object.id()))
                .findFirst();
    }

    ObjectState state(String object) {
        return objectState(world.body(object));
    }

    Footprint footprint(String object) {
        return footprints.computeIfAbsent(
                object, id -> Footprints.of(scene.vocabulary().object(id), world));
    }

    private ObjectState objectState(int number) {
        double w = world.bodyQuaternion(number, 0);
        double x = world.bodyQuaternion(number, 1);
        double y = world.bodyQuaternion(number, 2);
        double z = world.bodyQuaternion(number, 3);
        double yaw = StrictMath.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
        double uprightness = 1 - 2 * (x * x + y * y);
        return new ObjectState(
                new Position(
                        world.bodyPosition(number, 0), world.bodyPosition(number, 1), world.bodyPosition(number, 2)),
                yaw,
                uprightness);
    }

    @Override
    public void close() {
        world.close();
    }
}
