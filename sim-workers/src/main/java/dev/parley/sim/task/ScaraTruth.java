package dev.parley.sim.task;

import java.util.List;

/**
 * The true state of a SCARA with a suction cup.
 *
 * @param at the middle of the cup's lip
 * @param yawRad rotation of the cup about the vertical
 * @param jointTargets what its joints have been told: shoulder and elbow in radians, height in metres, spindle in radians
 * @param toldToSuck whether the last command switched the pump on
 * @param held id of the part that the cup holds; empty when it holds none
 */
public record ScaraTruth(Position at, double yawRad, List<Double> jointTargets, boolean toldToSuck, String held)
        implements BodyTruth {

    public ScaraTruth {
        jointTargets = List.copyOf(jointTargets);
    }

    @Override
    public boolean letGoOf(Position object) {
        return held.isEmpty();
    }
}
