package dev.parley.sim.body;

/**
 * A command to the robot on two driven wheels.
 *
 * @param linearMS wanted speed forwards, m/s; negative drives backwards
 * @param angularRadS wanted rate of turning to the left, rad/s
 */
public record DriveAction(double linearMS, double angularRadS) {

    /** Fastest speed forwards, m/s. */
    public static final double MAX_FORWARD_M_S = 0.8;

    /** Fastest speed backwards, m/s: it has no eyes behind. */
    public static final double MAX_BACKWARD_M_S = 0.3;

    /** Fastest turn, rad/s. */
    public static final double MAX_TURN_RAD_S = 1.6;

    private static final int WIDTH = 2;

    /** Throws {@link IllegalArgumentException} when the action does not have its two numbers. */
    public static DriveAction of(Action action) {
        action.requireWidth(WIDTH, DriveBody.ID);
        return new DriveAction(action.number(0), action.number(1));
    }

    public Action toAction() {
        return new Action(linearMS, angularRadS);
    }

    /** This action with both parts brought into their limits. */
    public DriveAction limited() {
        return new DriveAction(
                Math.clamp(linearMS, -MAX_BACKWARD_M_S, MAX_FORWARD_M_S),
                Math.clamp(angularRadS, -MAX_TURN_RAD_S, MAX_TURN_RAD_S));
    }
}
