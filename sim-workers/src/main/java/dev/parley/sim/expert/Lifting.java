package dev.parley.sim.expert;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.ArmTruth;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;

/** Picks an object up and holds it. */
record Lifting(Hand hand, SceneObject object) implements Skill {

    private static final double HEIGHT_M = 0.20;

    @Override
    public ArmAction act(SceneTruth truth) {
        ArmTruth state = truth.arm();
        ObjectState thing = truth.object(object.id());
        Position grip = Placing.grip(object, thing);
        if (Hand.holds(state, grip)) {
            Position at = state.toolTarget();
            return hand.towards(state, new Position(at.xM(), at.yM(), HEIGHT_M), 0, false);
        }
        return hand.reach(state, grip, Hand.nearest(thing.yawRad(), Math.PI / 2), Double.POSITIVE_INFINITY);
    }
}
