package dev.parley.sim.body;

/**
 * A command to the 6-DoF arm: how far to move the tool's target from where it was last told to go, and what the gripper does.
 *
 * @param dxM forward, metres
 * @param dyM to the left, metres
 * @param dzM up, metres
 * @param dyawRad rotation about the vertical
 * @param gripper 1 open, 0 closed; above one half opens
 */
public record ArmAction(double dxM, double dyM, double dzM, double dyawRad, double gripper) {

    /** Longest move of the tool's target along any axis in one action, metres. */
    public static final double MAX_MOVE_M = 0.045;

    /** Largest turn of the gripper in one action. */
    public static final double MAX_TURN_RAD = 0.25;

    private static final int WIDTH = 5;

    /** Throws {@link IllegalArgumentException} when the action does not have an arm's five numbers. */
    public static ArmAction of(Action action) {
        action.requireWidth(WIDTH, ArmBody.ID);
        return new ArmAction(action.number(0), action.number(1), action.number(2), action.number(3), action.number(4));
    }

    public Action toAction() {
        return new Action(dxM, dyM, dzM, dyawRad, gripper);
    }

    /** This action with every part brought into its limits. */
    public ArmAction limited() {
        return new ArmAction(
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
