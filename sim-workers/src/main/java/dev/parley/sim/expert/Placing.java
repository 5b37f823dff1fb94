package dev.parley.sim.expert;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.ArmTruth;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Picks an object up, carries it over a place, lets it down there and leaves. */
final class Placing implements Skill {

    private static final double CARRY_HEIGHT_M = 0.17;
    private static final double CLEAR_HEIGHT_M = 0.12;
    private static final double NEAR_M = 0.035;
    private static final double FUNNEL_SLOPE = 5;

    private final Hand hand;
    private final SceneObject object;
    private final Way way;

    /**
     * How an object is placed.
     *
     * @param done whether it is where it should be, held or not
     * @param goal over which point to let it down
     * @param releaseHeightM of the tool above the table
     * @param aboveM how exactly it must be over the goal before it is let down
     * @param lowM how near to the release height it must be to let go
     * @param fallingAboveM height of an object above which it may still be falling into place
     * @param highestGraspM height of the tool up to which it grips
     * @param careful whether to rise before going elsewhere, and to come down as in a funnel, lower the nearer it is: for crowded
     *     tables
     */
    record Way(
            Function<SceneTruth, Boolean> done,
            Function<SceneTruth, Position> goal,
            ToDoubleFunction<SceneTruth> releaseHeightM,
            double aboveM,
            double lowM,
            double fallingAboveM,
            double highestGraspM,
            boolean careful) {}

    Placing(Hand hand, SceneObject object, Way way) {
        this.hand = hand;
        this.object = object;
        this.way = way;
    }

    @Override
    public ArmAction act(SceneTruth truth) {
        ArmTruth state = truth.arm();
        ObjectState thing = truth.object(object.id());
        Position grip = grip(object, thing);
        Position goal = way.goal.apply(truth);
        boolean held = Hand.holds(state, grip);
        if (way.done.apply(truth) && !held) {
            return hand.retreat(state);
        }
        if (isFalling(state, thing.position(), goal)) {
            return hand.towards(state, state.toolTarget(), 0, true);
        }
        if (held) {
            return carry(state, goal, way.releaseHeightM.applyAsDouble(truth));
        }
        if (way.careful && state.tool().zM() < CLEAR_HEIGHT_M && state.tool().horizontalDistanceM(grip) > 0.05) {
            Position at = state.toolTarget();
            return hand.towards(state, new Position(at.xM(), at.yM(), CLEAR_HEIGHT_M + 0.02), 0, true);
        }
        // Cubes look the same after a quarter turn, things with a grip of their own after half a turn.
        double yaw = Hand.nearest(thing.yawRad(), object.grip() == null ? Math.PI / 2 : Math.PI);
        return hand.reach(state, grip, yaw, way.highestGraspM);
    }

    static Position grip(SceneObject object, ObjectState thing) {
        SceneObject.Spot spot = object.grip();
        return spot == null ? thing.position() : thing.world(spot);
    }

    private boolean isFalling(ArmTruth state, Position object, Position goal) {
        boolean leaving = !way.careful || state.fingerOpeningM() < 0.06;
        return state.gripperToldToOpen()
                && leaving
                && object.zM() > way.fallingAboveM
                && object.horizontalDistanceM(goal) < 0.06;
    }

    private ArmAction carry(ArmTruth state, Position goal, double releaseHeightM) {
        Position tool = state.tool();
        double away = tool.horizontalDistanceM(goal);
        if (way.careful && away < NEAR_M) {
            // No border at which to turn round: who learns from it sees the goal a little elsewhere than it is.
            double height =
                    Math.min(CARRY_HEIGHT_M, releaseHeightM + FUNNEL_SLOPE * Math.max(0, away - 2 * way.aboveM));
            boolean low = tool.zM() < releaseHeightM + way.lowM;
            return hand.towards(state, new Position(goal.xM(), goal.yM(), Math.max(height, releaseHeightM)), 0, low);
        }
        if (away < way.aboveM || (away < NEAR_M && tool.zM() < Math.min(CLEAR_HEIGHT_M, releaseHeightM + 0.055))) {
            boolean low = tool.zM() < releaseHeightM + way.lowM;
            return hand.towards(state, new Position(goal.xM(), goal.yM(), releaseHeightM), 0, low);
        }
        // Straight up until clear of the other objects, then across.
        double across = Math.clamp((tool.zM() - 0.07) / (CLEAR_HEIGHT_M - 0.07), 0, 1);
        Position from = state.toolTarget();
        return hand.towards(
                state,
                new Position(
                        from.xM() + across * (goal.xM() - from.xM()),
                        from.yM() + across * (goal.yM() - from.yM()),
                        CARRY_HEIGHT_M),
                0,
                false);
    }
}
