package dev.parley.sim.body;

import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.task.ArmTruth;
import dev.parley.sim.task.Position;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The 6-DoF arm with a parallel gripper that points straight down. Its eight joints and actuators are the first of the model.
 */
final class ArmBody implements Body {

    static final String ID = "tabletop-arm-6dof";
    static final String ACTION_SPACE = "delta-pose-gripper";
    static final double FINGERS_OPEN_M = 0.04;

    private static final List<String> FELT =
            List.of("tool_x_m", "tool_y_m", "tool_z_m", "tool_yaw_rad", "finger_opening_m", "gripper_command");
    private static final int ARM_JOINTS = 6;
    private static final int ACTUATED = 8;
    private static final int SUBSTEPS_PER_TARGET = 8;
    private static final double MAX_YAW_RAD = 1.2;

    private final PhysicsWorld world;
    private final Start start;
    private final int tool;
    private double fromX;
    private double fromY;
    private double fromZ;
    private double fromYaw;
    private double toX;
    private double toY;
    private double toZ;
    private double toYaw;
    private double targetX;
    private double targetY;
    private double targetZ;
    private double targetYaw;
    private boolean open = true;

    ArmBody(PhysicsWorld world, Start start) {
        this.world = world;
        this.start = start;
        tool = world.site("tool");
    }

    /**
     * How it starts, besides the place that the conditions give.
     *
     * @param heightM of the tool above the table
     * @param open whether the gripper is
     */
    record Start(double heightM, boolean open) {

        static Start of(Map<String, Double> settings) {
            if (!Set.of("start_height_m", "start_gripper").containsAll(settings.keySet())) {
                throw new IllegalArgumentException(
                        ID + " has the settings start_height_m and start_gripper, not " + settings.keySet());
            }
            return new Start(
                    settings.getOrDefault("start_height_m", 0.22), settings.getOrDefault("start_gripper", 1.0) > 0.5);
        }
    }

    @Override
    public List<String> proprioceptionNames() {
        return FELT;
    }

    @Override
    public void start(ToDoubleFunction<String> conditions) {
        targetX = conditions.applyAsDouble("arm.x_m");
        targetY = conditions.applyAsDouble("arm.y_m");
        targetZ = start.heightM();
        targetYaw = 0;
        open = start.open();
        double[] joints = ArmKinematics.jointsFor(targetX, targetY, targetZ, targetYaw);
        for (int joint = 0; joint < ARM_JOINTS; joint++) {
            world.setPosition(joint, joints[joint]);
        }
        double finger = open ? FINGERS_OPEN_M : 0;
        world.setPosition(ARM_JOINTS, finger);
        world.setPosition(ARM_JOINTS + 1, finger);
        command();
    }

    @Override
    public Action begin(Action wanted) {
        ArmAction action = ArmAction.of(wanted).limited();
        fromX = targetX;
        fromY = targetY;
        fromZ = targetZ;
        fromYaw = targetYaw;
        toX = inX(fromX + action.dxM());
        toY = inY(fromY + action.dyM());
        toZ = inZ(fromZ + action.dzM());
        toYaw = inYaw(fromYaw + action.dyawRad());
        open = action.opensGripper();
        return new Action(toX - fromX, toY - fromY, toZ - fromZ, toYaw - fromYaw, open ? 1 : 0);
    }

    @Override
    public void drive(int substep) {
        if (substep % SUBSTEPS_PER_TARGET == 0) {
            double share = (substep + SUBSTEPS_PER_TARGET) / (double) SUBSTEPS;
            targetX = fromX + share * (toX - fromX);
            targetY = fromY + share * (toY - fromY);
            targetZ = fromZ + share * (toZ - fromZ);
            targetYaw = fromYaw + share * (toYaw - fromYaw);
            command();
        }
        world.compensateBias(ACTUATED);
    }

    private void command() {
        double[] joints = ArmKinematics.jointsFor(targetX, targetY, targetZ, targetYaw);
        for (int joint = 0; joint < ARM_JOINTS; joint++) {
            world.setControl(joint, joints[joint]);
        }
        double finger = open ? FINGERS_OPEN_M : 0;
        world.setControl(ARM_JOINTS, finger);
        world.setControl(ARM_JOINTS + 1, finger);
    }

    @Override
    public Action stay() {
        return new Action(0, 0, 0, 0, open ? 1 : 0);
    }

    @Override
    public float[] proprioception() {
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

    @Override
    public ArmTruth truth(Collection<Action> underWay) {
        Position at =
                new Position(world.sitePosition(tool, 0), world.sitePosition(tool, 1), world.sitePosition(tool, 2));
        double x = targetX;
        double y = targetY;
        double z = targetZ;
        double yaw = targetYaw;
        boolean told = open;
        for (Action action : underWay) {
            ArmAction move = ArmAction.of(action).limited();
            x = inX(x + move.dxM());
            y = inY(y + move.dyM());
            z = inZ(z + move.dzM());
            yaw = inYaw(yaw + move.dyawRad());
            told = move.opensGripper();
        }
        return new ArmTruth(at, new Position(x, y, z), yaw, fingerOpeningM(), told);
    }

    private static double inX(double x) {
        return Math.clamp(x, -0.20, 0.28);
    }

    private static double inY(double y) {
        return Math.clamp(y, -0.33, 0.33);
    }

    private static double inZ(double z) {
        return Math.clamp(z, 0.008, 0.30);
    }

    private static double inYaw(double yaw) {
        return Math.clamp(yaw, -MAX_YAW_RAD, MAX_YAW_RAD);
    }
}
