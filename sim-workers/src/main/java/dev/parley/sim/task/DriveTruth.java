package dev.parley.sim.task;

/**
 * The true state of a robot on wheels.
 *
 * @param at the point of the floor between its wheels
 * @param headingRad where it looks, from the x axis towards y, -pi to pi
 * @param speedMS how fast it moves
 * @param turnRateRadS how fast it turns to the left
 * @param touches whether its shell touches furniture or a wall
 */
public record DriveTruth(Position at, double headingRad, double speedMS, double turnRateRadS, boolean touches)
        implements BodyTruth {

    private static final double STILL_M_S = 0.04;
    private static final double STILL_RAD_S = 0.08;

    /** It holds nothing. */
    @Override
    public boolean letGoOf(Position object) {
        return true;
    }

    /** Being held up by something is not standing. */
    @Override
    public boolean standsStill() {
        return !touches && speedMS < STILL_M_S && Math.abs(turnRateRadS) < STILL_RAD_S;
    }

    /** How far it would have to turn to look at a point, -pi to pi, positive to the left. */
    public double turnTo(Position point) {
        double wanted = StrictMath.atan2(point.yM() - at.yM(), point.xM() - at.xM());
        return StrictMath.IEEEremainder(wanted - headingRad, 2 * Math.PI);
    }
}
