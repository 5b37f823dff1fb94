package dev.parley.sim.task;

/**
 * The true state of an arm with a parallel gripper.
 *
 * @param tool the point between the finger tips
 * @param toolTarget where the arm has been told to bring that point
 * @param toolYawTargetRad the commanded rotation of the gripper about the vertical
 * @param fingerOpeningM distance between the finger pads
 * @param gripperToldToOpen whether the last command opened the gripper
 */
public record ArmTruth(
        Position tool, Position toolTarget, double toolYawTargetRad, double fingerOpeningM, boolean gripperToldToOpen)
        implements BodyTruth {

    private static final double OPEN_M = 0.055;
    private static final double CLEAR_M = 0.06;

    @Override
    public Position at() {
        return tool;
    }

    @Override
    public boolean letGoOf(Position object) {
        return fingerOpeningM > OPEN_M || tool.distanceM(object) > CLEAR_M;
    }
}
