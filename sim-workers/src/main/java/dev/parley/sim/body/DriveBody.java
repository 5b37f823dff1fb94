package dev.parley.sim.body;

import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.task.DriveTruth;
import dev.parley.sim.task.Position;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A robot on two driven wheels and casters. A free joint and the two wheels are the first joints of the model, the wheels' velocity
 * servos its first actuators.
 *
 * <p>What it feels is what such a robot has: where it believes to be from its wheels' turns since the start (which slip and
 * collisions make wrong), how fast they turn, and whether its shell touches something.
 */
final class DriveBody implements Body {

    static final String ID = "diff-drive";
    static final String ACTION_SPACE = "linear-angular-velocity";

    private static final List<String> FELT = List.of(
            "odometry_x_m", "odometry_y_m", "odometry_yaw_rad", "wheel_left_rad_s", "wheel_right_rad_s", "bumper");
    private static final double WHEEL_RADIUS_M = 0.08;
    private static final double TRACK_M = 0.30;
    private static final double STEP_S = 1 / 480.0;
    private static final double ACCELERATION_M_S2 = 1.5;
    private static final double TURN_ACCELERATION_RAD_S2 = 8;
    private static final int TURN_RATE = 5;
    private static final int LEFT_ANGLE = 7;
    private static final int RIGHT_ANGLE = 8;
    private static final int LEFT_RATE = 6;
    private static final int RIGHT_RATE = 7;

    private final PhysicsWorld world;
    private final int shell;
    private final int robot;
    private double wantedSpeed;
    private double wantedTurn;
    private double speed;
    private double turn;
    private double odometryX;
    private double odometryY;
    private double odometryYaw;
    private double leftBefore;
    private double rightBefore;

    DriveBody(PhysicsWorld world, Map<String, Double> settings) {
        if (!settings.isEmpty()) {
            throw new IllegalArgumentException(ID + " has no settings, not " + settings.keySet());
        }
        this.world = world;
        shell = world.geom("shell");
        robot = world.body("robot");
    }

    @Override
    public List<String> proprioceptionNames() {
        return FELT;
    }

    /** The robot's place is set like an object's. */
    @Override
    public void start(ToDoubleFunction<String> conditions) {
        wantedSpeed = 0;
        wantedTurn = 0;
        speed = 0;
        turn = 0;
        odometryX = 0;
        odometryY = 0;
        odometryYaw = 0;
        leftBefore = world.position(LEFT_ANGLE);
        rightBefore = world.position(RIGHT_ANGLE);
    }

    @Override
    public Action begin(Action wanted) {
        DriveAction action = DriveAction.of(wanted).limited();
        wantedSpeed = action.linearMS();
        wantedTurn = action.angularRadS();
        return action.toAction();
    }

    @Override
    public void drive(int substep) {
        speed = towards(speed, wantedSpeed, ACCELERATION_M_S2 * STEP_S);
        turn = towards(turn, wantedTurn, TURN_ACCELERATION_RAD_S2 * STEP_S);
        world.setControl(0, (speed - turn * TRACK_M / 2) / WHEEL_RADIUS_M);
        world.setControl(1, (speed + turn * TRACK_M / 2) / WHEEL_RADIUS_M);
        integrate();
    }

    private static double towards(double from, double to, double most) {
        return from + Math.clamp(to - from, -most, most);
    }

    // The wheels' turns since the last step, along the mean heading.
    private void integrate() {
        double left = (world.position(LEFT_ANGLE) - leftBefore) * WHEEL_RADIUS_M;
        double right = (world.position(RIGHT_ANGLE) - rightBefore) * WHEEL_RADIUS_M;
        leftBefore = world.position(LEFT_ANGLE);
        rightBefore = world.position(RIGHT_ANGLE);
        double turned = (right - left) / TRACK_M;
        double heading = odometryYaw + turned / 2;
        odometryX += (left + right) / 2 * StrictMath.cos(heading);
        odometryY += (left + right) / 2 * StrictMath.sin(heading);
        odometryYaw += turned;
    }

    @Override
    public Action stay() {
        return new Action(0, 0);
    }

    @Override
    public float[] proprioception() {
        return new float[] {
            (float) odometryX,
            (float) odometryY,
            (float) odometryYaw,
            (float) world.velocity(LEFT_RATE),
            (float) world.velocity(RIGHT_RATE),
            world.touches(shell) ? 1 : 0
        };
    }

    @Override
    public DriveTruth truth(Collection<Action> underWay) {
        double w = world.bodyQuaternion(robot, 0);
        double x = world.bodyQuaternion(robot, 1);
        double y = world.bodyQuaternion(robot, 2);
        double z = world.bodyQuaternion(robot, 3);
        return new DriveTruth(
                new Position(world.bodyPosition(robot, 0), world.bodyPosition(robot, 1), world.bodyPosition(robot, 2)),
                StrictMath.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)),
                Math.hypot(world.velocity(0), world.velocity(1)),
                world.velocity(TURN_RATE),
                world.touches(shell));
    }
}
