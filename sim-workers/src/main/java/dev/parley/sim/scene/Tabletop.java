package dev.parley.sim.scene;

import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.TabletopState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The physical world of the scene: where things are in the state vector, how it is set up and how the arm is driven. */
final class Tabletop implements AutoCloseable {

    /** Ids of the movable objects in the order of their free joints. */
    static final List<String> OBJECTS =
            List.of("cube-red", "cube-green", "cube-blue", "cylinder-yellow", "bowl-blue", "bowl-orange");

    static final int SUBSTEPS = 48;
    static final double FINGERS_OPEN_M = 0.04;

    private static final int ARM_JOINTS = 6;
    private static final int ACTUATED = 8;
    private static final int SUBSTEPS_PER_TARGET = 8;
    private static final double START_HEIGHT_M = 0.22;
    private static final double MAX_YAW_RAD = 1.2;

    private final PhysicsWorld world;
    private final int tool;
    private final int[] bodies;
    private double targetX;
    private double targetY;
    private double targetZ;
    private double targetYaw;
    private boolean open = true;

    Tabletop(String sceneId) {
        world = new PhysicsWorld(readModel(sceneId));
        tool = world.site("tool");
        bodies = OBJECTS.stream().mapToInt(world::body).toArray();
    }

    static String readModel(String sceneId) {
        String name = "/scenes/" + sceneId + "/model.xml";
        try (InputStream in = Tabletop.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The package lacks " + name + ": reinstall it.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The model " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    PhysicsWorld world() {
        return world;
    }

    /** Puts everything where the conditions say, at rest. */
    void arrange(Conditions conditions) {
        world.reset();
        for (int i = 0; i < OBJECTS.size(); i++) {
            arrangeObject(i, conditions);
        }
        for (String name : List.of("cube-red", "cube-green", "cube-blue", "cylinder-yellow")) {
            world.setSlidingFriction(world.geom(name), conditions.value("friction.objects"));
        }
        targetX = conditions.value("arm.x_m");
        targetY = conditions.value("arm.y_m");
        targetZ = START_HEIGHT_M;
        targetYaw = 0;
        open = true;
        double[] joints = ArmKinematics.jointsFor(targetX, targetY, targetZ, targetYaw);
        for (int joint = 0; joint < ARM_JOINTS; joint++) {
            world.setPosition(joint, joints[joint]);
        }
        world.setPosition(ARM_JOINTS, FINGERS_OPEN_M);
        world.setPosition(ARM_JOINTS + 1, FINGERS_OPEN_M);
        drive();
        world.forward();
    }

    private void arrangeObject(int index, Conditions conditions) {
        String id = OBJECTS.get(index);
        double yaw = id.startsWith("cube") ? conditions.value(id + ".yaw_rad") : 0;
        int at = ACTUATED + 7 * index;
        world.setPosition(at, conditions.value(id + ".x_m"));
        world.setPosition(at + 1, conditions.value(id + ".y_m"));
        world.setPosition(at + 2, restingHeightM(id));
        world.setPosition(at + 3, StrictMath.cos(yaw / 2));
        world.setPosition(at + 4, 0);
        world.setPosition(at + 5, 0);
        world.setPosition(at + 6, StrictMath.sin(yaw / 2));
    }

    // A hair above the table, so that nothing starts in contact.
    private static double restingHeightM(String id) {
        if (id.startsWith("cube")) {
            return 0.0205;
        }
        return id.startsWith("cylinder") ? 0.0305 : 0.001;
    }

    /** Carries out one action over {@value #SUBSTEPS} steps and returns it as applied. */
    Action act(Action wanted, SubstepListener listener) {
        Action action = wanted.limited();
        double fromX = targetX;
        double fromY = targetY;
        double fromZ = targetZ;
        double fromYaw = targetYaw;
        double toX = Math.clamp(fromX + action.dxM(), -0.20, 0.28);
        double toY = Math.clamp(fromY + action.dyM(), -0.33, 0.33);
        double toZ = Math.clamp(fromZ + action.dzM(), 0.008, 0.30);
        double toYaw = Math.clamp(fromYaw + action.dyawRad(), -MAX_YAW_RAD, MAX_YAW_RAD);
        open = action.opensGripper();
        for (int substep = 0; substep < SUBSTEPS; substep++) {
            if (substep % SUBSTEPS_PER_TARGET == 0) {
                double share = (substep + SUBSTEPS_PER_TARGET) / (double) SUBSTEPS;
                targetX = fromX + share * (toX - fromX);
                targetY = fromY + share * (toY - fromY);
                targetZ = fromZ + share * (toZ - fromZ);
                targetYaw = fromYaw + share * (toYaw - fromYaw);
                drive();
            }
            world.compensateBias(ACTUATED);
            world.step();
            listener.afterSubstep(substep + 1);
        }
        return new Action(toX - fromX, toY - fromY, toZ - fromZ, toYaw - fromYaw, open ? 1 : 0);
    }

    private void drive() {
        double[] joints = ArmKinematics.jointsFor(targetX, targetY, targetZ, targetYaw);
        for (int joint = 0; joint < ARM_JOINTS; joint++) {
            world.setControl(joint, joints[joint]);
        }
        double finger = open ? FINGERS_OPEN_M : 0;
        world.setControl(ARM_JOINTS, finger);
        world.setControl(ARM_JOINTS + 1, finger);
    }

    float[] proprioception() {
        return new float[] {
            (float) world.sitePosition(tool, 0),
            (float) world.sitePosition(tool, 1),
            (float) world.sitePosition(tool, 2),
            (float) targetYaw,
            (float) fingerOpeningM(),
            open ? 1 : 0
        };
    }

    private double fingerOpeningM() {
        return world.position(ARM_JOINTS) + world.position(ARM_JOINTS + 1);
    }

    TabletopState state() {
        Map<String, ObjectState> objects = new LinkedHashMap<>();
        for (int i = 0; i < bodies.length; i++) {
            objects.put(OBJECTS.get(i), objectState(bodies[i]));
        }
        Position at =
                new Position(world.sitePosition(tool, 0), world.sitePosition(tool, 1), world.sitePosition(tool, 2));
        return new TabletopState(
                objects, at, new Position(targetX, targetY, targetZ), targetYaw, fingerOpeningM(), open);
    }

    private ObjectState objectState(int body) {
        double w = world.bodyQuaternion(body, 0);
        double x = world.bodyQuaternion(body, 1);
        double y = world.bodyQuaternion(body, 2);
        double z = world.bodyQuaternion(body, 3);
        double yaw = StrictMath.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
        double uprightness = 1 - 2 * (x * x + y * y);
        return new ObjectState(
                new Position(world.bodyPosition(body, 0), world.bodyPosition(body, 1), world.bodyPosition(body, 2)),
                yaw,
                uprightness);
    }

    @Override
    public void close() {
        world.close();
    }
}
