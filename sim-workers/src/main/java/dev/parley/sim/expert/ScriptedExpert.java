package dev.parley.sim.expert;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.ArmTruth;
import dev.parley.sim.task.Inside;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskVocabulary;

/**
 * Picks the task's object and drops it into the task's bowl, looking at the true state.
 *
 * <p>It keeps no memory: the action depends on the present state alone, so it can also say what it would have done in states
 * that another policy got into, and a policy without memory can learn it.
 */
public final class ScriptedExpert {

    private static final double GRASP_HEIGHT_M = 0.012;
    private static final double HOVER_M = 0.12;
    private static final double CARRY_HEIGHT_M = 0.17;
    private static final double CLEAR_HEIGHT_M = 0.12;
    private static final double DROP_HEIGHT_M = 0.065;
    private static final double ABOVE_BOWL_M = 0.018;
    private static final double NEAR_BOWL_M = 0.035;
    private static final double ALIGNED_M = 0.010;
    private static final double IN_GRIP_M = 0.024;
    private static final double CONTACT_OPENING_M = 0.047;
    private static final double EMPTY_OPENING_M = 0.030;

    private final Task task;
    private final Inside goal;
    private final double maxMoveM;

    /**
     * An expert for one task.
     *
     * @param maxMoveM how far it moves in one action at most; no more than {@link ArmAction#MAX_MOVE_M}
     */
    public ScriptedExpert(Task task, TaskVocabulary scene, double maxMoveM) {
        if (!(maxMoveM > 0 && maxMoveM <= ArmAction.MAX_MOVE_M)) {
            throw new IllegalArgumentException(
                    "A move must be above 0 and at most " + ArmAction.MAX_MOVE_M + " m, got " + maxMoveM);
        }
        this.task = task;
        if (!(scene.predicate(task.predicate()) instanceof Inside inside)) {
            throw new IllegalArgumentException("The scripted expert cannot do " + task.id());
        }
        goal = inside;
        this.maxMoveM = maxMoveM;
    }

    /** The next action in this state; always within the limits of {@link ArmAction}. */
    public ArmAction act(SceneTruth truth) {
        ArmTruth state = truth.arm();
        ObjectState object = truth.object(task.object());
        Position bowl = truth.object(task.target()).position();
        if (goal.lies(truth) && !isHeld(state, object.position())) {
            return retreat(state);
        }
        if (isFalling(state, object.position(), bowl)) {
            return towards(state, state.toolTarget(), 0, true);
        }
        if (isHeld(state, object.position())) {
            return carry(state, bowl);
        }
        return reach(state, object);
    }

    private static boolean isHeld(ArmTruth state, Position object) {
        return !state.gripperToldToOpen()
                && state.fingerOpeningM() < CONTACT_OPENING_M
                && state.fingerOpeningM() > EMPTY_OPENING_M
                && state.tool().distanceM(object) < IN_GRIP_M;
    }

    private static boolean isFalling(ArmTruth state, Position object, Position bowl) {
        return state.gripperToldToOpen() && object.zM() > 0.045 && object.horizontalDistanceM(bowl) < 0.06;
    }

    private ArmAction retreat(ArmTruth state) {
        boolean wide = state.fingerOpeningM() > 0.06;
        Position at = state.toolTarget();
        return towards(state, new Position(at.xM(), at.yM(), wide ? 0.20 : at.zM()), 0, true);
    }

    private ArmAction carry(ArmTruth state, Position bowl) {
        Position tool = state.tool();
        double away = tool.horizontalDistanceM(bowl);
        if (away < ABOVE_BOWL_M || (away < NEAR_BOWL_M && tool.zM() < CLEAR_HEIGHT_M)) {
            boolean low = tool.zM() < DROP_HEIGHT_M + 0.012;
            return towards(state, new Position(bowl.xM(), bowl.yM(), DROP_HEIGHT_M), 0, low);
        }
        // Straight up until clear of the other objects, then across.
        double across = Math.clamp((tool.zM() - 0.07) / (CLEAR_HEIGHT_M - 0.07), 0, 1);
        Position from = state.toolTarget();
        return towards(
                state,
                new Position(
                        from.xM() + across * (bowl.xM() - from.xM()),
                        from.yM() + across * (bowl.yM() - from.yM()),
                        CARRY_HEIGHT_M),
                0,
                false);
    }

    private ArmAction reach(ArmTruth state, ObjectState object) {
        Position tool = state.tool();
        Position at = object.position();
        double away = tool.horizontalDistanceM(at);
        double yaw = squareYaw(object.yawRad());
        double turn = Math.clamp(yaw - state.toolYawTargetRad(), -ArmAction.MAX_TURN_RAD, ArmAction.MAX_TURN_RAD);
        boolean closed = state.fingerOpeningM() < EMPTY_OPENING_M;
        boolean around = away < ALIGNED_M + 0.004 && tool.zM() < at.zM() + 0.006 && tool.zM() < 0.05;
        if (around && !closed) {
            return towards(state, state.toolTarget(), 0, false);
        }
        // A funnel: the further off to the side or turned, the higher; with closed fingers, above the object.
        double offset = Math.max(0, away - 0.006) * 5 + Math.max(0, Math.abs(turn) - 0.05) * 0.4;
        double low = at.zM() - 0.02 + GRASP_HEIGHT_M;
        double height = low + Math.min(HOVER_M, closed ? HOVER_M : offset);
        return towards(state, new Position(at.xM(), at.yM(), height), turn, true);
    }

    // Cubes look the same after a quarter turn: the nearest one.
    private static double squareYaw(double yawRad) {
        return yawRad - Math.PI / 2 * Math.round(yawRad / (Math.PI / 2));
    }

    // One straight move of at most the step limit.
    private ArmAction towards(ArmTruth state, Position goal, double turn, boolean open) {
        double dx = goal.xM() - state.toolTarget().xM();
        double dy = goal.yM() - state.toolTarget().yM();
        double dz = goal.zM() - state.toolTarget().zM();
        double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
        double share = length > maxMoveM ? maxMoveM / length : 1;
        return new ArmAction(dx * share, dy * share, dz * share, turn, open ? 1 : 0);
    }
}
