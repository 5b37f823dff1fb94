package dev.parley.sim.scene;

/**
 * One command at 10 Hz: how far to move the tool's target from where it was last told to go, and what the gripper does.
 *
 * @param dxM forward, metres
 * @param dyM to the left, metres
 * @param dzM up, metres
 * @param dyawRad rotation about the vertical
 * @param gripper 1 open, 0 closed; above one half opens
 */
public record Action(double dxM, double dyM, double dzM, double dyawRad, double gripper) {

    /** Longest move of the tool's target along any axis in one action, metres. */
    public static final double MAX_MOVE_M = 0.045;

    /** Largest turn of the gripper in one action. */
    public static final double MAX_TURN_RAD = 0.25;

    public Action {
        if (!(Double.isFinite(dxM)
                && Double.isFinite(dyM)
                && Double.isFinite(dzM)
                && Double.isFinite(dyawRad)
                && Double.isFinite(gripper))) {
            throw new IllegalArgumentException("An action needs five finite numbers, got " + dxM + ", " + dyM + ", "
                    + dzM + ", " + dyawRad + ", " + gripper);
        }
    }

    /** This action with every part brought into its limits. */
    public Action limited() {
        return new Action(
                Math.clamp(dxM, -MAX_MOVE_M, MAX_MOVE_M),
                Math.clamp(dyM, -MAX_MOVE_M, MAX_MOVE_M),
                Math.clamp(dzM, -MAX_MOVE_M, MAX_MOVE_M),
                Math.clamp(dyawRad, -MAX_TURN_RAD, MAX_TURN_RAD),
                gripper > 0.5 ? 1 : 0);
    }

    public boolean opensGripper() {
        return gripper > 0.5;
    }
}
