package dev.parley.sim.body;

/**
 * Closed-form inverse kinematics of the tabletop arm with the gripper pointing straight down.
 *
 * <p>Lengths repeat those of model.xml; ArmKinematicsTest compares them through the engine.
 */
public final class ArmKinematics {

    static final double BASE_X_M = -0.50;
    private static final double SHOULDER_HEIGHT_M = 0.30;
    private static final double UPPER_ARM_M = 0.40;
    private static final double FOREARM_M = 0.40;
    private static final double WRIST_TO_TOOL_M = 0.19;

    private ArmKinematics() {}

    /** Six joint angles that bring the tool to (x, y, z) with that yaw; a point out of reach is approached as far as possible. */
    public static double[] jointsFor(double xM, double yM, double zM, double yawRad) {
        double base = StrictMath.atan2(yM, xM - BASE_X_M);
        double radius = StrictMath.hypot(xM - BASE_X_M, yM);
        double height = zM + WRIST_TO_TOOL_M - SHOULDER_HEIGHT_M;
        double distance = Math.min(StrictMath.hypot(radius, height), UPPER_ARM_M + FOREARM_M - 1e-3);
        double toWrist = StrictMath.atan2(radius, height);
        double shoulderAngle = angle(UPPER_ARM_M, distance, FOREARM_M);
        double elbowAngle = angle(UPPER_ARM_M, FOREARM_M, distance);
        double shoulder = toWrist - shoulderAngle;
        double elbow = Math.PI - elbowAngle;
        double wrist = Math.PI - shoulder - elbow;
        return new double[] {base, shoulder, elbow, 0, wrist, base - yawRad};
    }

    // Law of cosines: the angle between sides a and b of the triangle whose third side is opposite.
    private static double angle(double a, double b, double opposite) {
        return StrictMath.acos((a * a + b * b - opposite * opposite) / (2 * a * b));
    }
}
