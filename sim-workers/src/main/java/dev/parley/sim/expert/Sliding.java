package dev.parley.sim.expert;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.ArmTruth;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;

/**
 * Takes a part of a fixture by its grip and slides it along its own x axis.
 *
 * @param done whether it is where it should be
 * @param outwards towards greater values of its joint
 */
record Sliding(Hand hand, SceneObject part, Predicate done, boolean outwards) implements Skill {

    private static final double LEAD_M = 0.012;
    private static final double CLEAR_HEIGHT_M = 0.14;

    @Override
    public ArmAction act(SceneTruth truth) {
        ArmTruth state = truth.arm();
        ObjectState thing = truth.object(part.id());
        Position grip = Placing.grip(part, thing);
        boolean held = Hand.holds(state, grip);
        if (done.holds(truth)) {
            return held && !deepEnough(truth) ? slide(state, grip) : hand.retreat(state);
        }
        if (held) {
            return slide(state, grip);
        }
        if (state.tool().zM() < CLEAR_HEIGHT_M && state.tool().horizontalDistanceM(grip) > 0.05) {
            Position at = state.toolTarget();
            return hand.towards(state, new Position(at.xM(), at.yM(), CLEAR_HEIGHT_M + 0.02), 0, true);
        }
        return hand.reach(state, grip, 0, Double.POSITIVE_INFINITY);
    }

    // A little past the limit, so that it stays there when it is let go.
    private boolean deepEnough(SceneTruth truth) {
        double value = truth.joint(part.joint());
        return outwards ? value > 0.09 : value < 0.005;
    }

    private ArmAction slide(ArmTruth state, Position grip) {
        double x = grip.xM() + (outwards ? LEAD_M : -LEAD_M) * 2;
        return hand.towards(state, new Position(x, grip.yM(), grip.zM() - Hand.BELOW_MIDDLE_M), 0, false);
    }
}
