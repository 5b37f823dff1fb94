package dev.parley.sim.expert;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.ArmTruth;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.SceneTruth;
import java.util.function.Function;

/**
 * Pushes an object along the table with closed fingers: comes down behind it as seen from where it should go, and moves on as
 * long as it stays behind it.
 *
 * @param done whether it is where it should be
 * @param goal where its middle should come
 */
record Pushing(Hand hand, String object, Predicate done, Function<SceneTruth, Position> goal) implements Skill {

    private static final double LOW_M = 0.024;
    private static final double LOW_ENOUGH_M = 0.034;
    private static final double HIGH_M = 0.085;
    private static final double BEHIND_M = 0.062;
    private static final double TOUCHING_M = 0.012;
    private static final double IN_LINE_M = 0.016;
    private static final double OVER_M = 0.010;

    @Override
    public ArmAction act(SceneTruth truth) {
        ArmTruth state = truth.arm();
        Position at = truth.object(object).position();
        Position tool = state.tool();
        if (done.holds(truth)) {
            return up(state);
        }
        Position to = goal.apply(truth);
        double length = Math.max(1e-6, at.horizontalDistanceM(to));
        double dx = (to.xM() - at.xM()) / length;
        double dy = (to.yM() - at.yM()) / length;
        double along = (tool.xM() - at.xM()) * dx + (tool.yM() - at.yM()) * dy;
        double across = (tool.yM() - at.yM()) * dx - (tool.xM() - at.xM()) * dy;
        if (tool.zM() < LOW_ENOUGH_M && along < -TOUCHING_M && Math.abs(across) < IN_LINE_M) {
            // On along the line, and back onto it.
            double step = Math.min(hand.maxMoveM(), length + 0.004);
            return hand.towards(
                    state,
                    new Position(
                            state.toolTarget().xM() + dx * step + dy * across * 0.5,
                            state.toolTarget().yM() + dy * step - dx * across * 0.5,
                            LOW_M),
                    0,
                    false);
        }
        Position behind = new Position(at.xM() - dx * BEHIND_M, at.yM() - dy * BEHIND_M, LOW_M);
        if (tool.horizontalDistanceM(behind) < OVER_M) {
            return hand.towards(state, behind, 0, false);
        }
        if (tool.zM() < HIGH_M - 0.015) {
            return up(state);
        }
        return hand.towards(state, new Position(behind.xM(), behind.yM(), HIGH_M), 0, false);
    }

    private ArmAction up(ArmTruth state) {
        Position at = state.toolTarget();
        return hand.towards(state, new Position(at.xM(), at.yM(), HIGH_M + 0.01), 0, false);
    }
}
