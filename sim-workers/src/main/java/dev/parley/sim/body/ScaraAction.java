package dev.parley.sim.body;

/**
 * A command to the SCARA: how far each joint's target moves, and whether the pump sucks.
 *
 * @param shoulderRad of the inner link
 * @param elbowRad of the outer link
 * @param heightM of the spindle
 * @param spindleRad of the spindle's rotation
 * @param suction above one half sucks
 */
public record ScaraAction(double shoulderRad, double elbowRad, double heightM, double spindleRad, double suction) {

    /** Furthest that a link's target turns in one action. */
    public static final double MAX_TURN_RAD = 0.12;

    /** Furthest that the spindle's target slides in one action. */
    public static final double MAX_SLIDE_M = 0.03;

    /** Furthest that the spindle's target turns in one action. */
    public static final double MAX_SPIN_RAD = 0.3;

    private static final int WIDTH = 5;

    /** Throws {@link IllegalArgumentException} when the action does not have its five numbers. */
    public static ScaraAction of(Action action) {
        action.requireWidth(WIDTH, ScaraBody.ID);
        return new ScaraAction(
                action.number(0), action.number(1), action.number(2), action.number(3), action.number(4));
    }

    public Action toAction() {
        return new Action(shoulderRad, elbowRad, heightM, spindleRad, suction);
    }

    /** This action with every part brought into its limits. */
    public ScaraAction limited() {
        return new ScaraAction(
                Math.clamp(shoulderRad, -MAX_TURN_RAD, MAX_TURN_RAD),
                Math.clamp(elbowRad, -MAX_TURN_RAD, MAX_TURN_RAD),
                Math.clamp(heightM, -MAX_SLIDE_M, MAX_SLIDE_M),
                Math.clamp(spindleRad, -MAX_SPIN_RAD, MAX_SPIN_RAD),
                suction > 0.5 ? 1 : 0);
    }

    public boolean sucks() {
        return suction > 0.5;
    }
}
