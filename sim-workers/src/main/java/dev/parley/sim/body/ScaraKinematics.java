package dev.parley.sim.body;

import dev.parley.sim.task.Position;

/**
 * Closed-form kinematics of the SCARA: two links that turn about the vertical, a spindle that slides up and down and turns. The elbow
 * always bends to the same side.
 *
 * <p>Lengths repeat those of model.xml; ScaraKinematicsTest compares them through the engine.
 */
public final class ScaraKinematics {

    private static final double BASE_X_M = -0.38;
    private static final double INNER_M = 0.34;
    private static final double OUTER_M = 0.32;
    private static final double NEAREST_M = 0.17;

    private ScaraKinematics() {}

    /**
     * The four joints.
     *
     * @param shoulderRad of the inner link
     * @param elbowRad of the outer link against the inner, never negative
     * @param heightM of the cup's lip above the table
     * @param spindleRad of the spindle against the outer link
     */
    public record Joints(double shoulderRad, double elbowRad, double heightM, double spindleRad) {

        /** Rotation of the cup about the vertical. */
        public double yawRad() {
            return shoulderRad + elbowRad + spindleRad;
        }
    }

    /** Where the middle of the cup's lip is. */
    public static Position cup(Joints joints) {
        double both = joints.shoulderRad() + joints.elbowRad();
        return new Position(
                BASE_X_M + INNER_M * StrictMath.cos(joints.shoulderRad()) + OUTER_M * StrictMath.cos(both),
                INNER_M * StrictMath.sin(joints.shoulderRad()) + OUTER_M * StrictMath.sin(both),
                joints.heightM());
    }

    /** Joints that bring the cup there; a point out of reach is approached as far as possible. */
    public static Joints jointsFor(Position cup, double yawRad) {
        double x = cup.xM() - BASE_X_M;
        double distance = Math.clamp(StrictMath.hypot(x, cup.yM()), NEAREST_M, INNER_M + OUTER_M - 1e-3);
        double elbow = StrictMath.acos(
                (distance * distance - INNER_M * INNER_M - OUTER_M * OUTER_M) / (2 * INNER_M * OUTER_M));
        double shoulder = StrictMath.atan2(cup.yM(), x)
                - StrictMath.atan2(OUTER_M * StrictMath.sin(elbow), INNER_M + OUTER_M * StrictMath.cos(elbow));
        return new Joints(shoulder, elbow, cup.zM(), yawRad - shoulder - elbow);
    }
}
