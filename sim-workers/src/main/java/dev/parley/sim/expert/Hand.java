package dev.parley.sim.expert;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.ArmTruth;
import dev.parley.sim.task.Position;

/**
 * What all skills do with the arm: take hold of something 4 cm wide, move in steps, let go and leave.
 *
 * @param maxMoveM how far it moves in one action at most
 */
record Hand(double maxMoveM) {

    static final double GRASP_HEIGHT_M = 0.012;
    static final double EMPTY_OPENING_M = 0.030;

    private static final double HOVER_M = 0.12;
    private static final double ALIGNED_M = 0.010;
    private static final double IN_GRIP_M = 0.024;
    private static final double CONTACT_OPENING_M = 0.047;
    private static final double HALF_GRIP_M = 0.02;

    /** How much lower than the middle of what it grips the tool is. */
    static final double BELOW_MIDDLE_M = HALF_GRIP_M - GRASP_HEIGHT_M;

    Hand {
        if (!(maxMoveM > 0 && maxMoveM <= ArmAction.MAX_MOVE_M)) {
            throw new IllegalArgumentException(
                    "A move must be above 0 and at most " + ArmAction.MAX_MOVE_M + " m, got " + maxMoveM);
        }
    }

    /** @param grip where it is gripped */
    static boolean holds(ArmTruth state, Position grip) {
        return !state.gripperToldToOpen()
                && state.fingerOpeningM() < CONTACT_OPENING_M
                && state.fingerOpeningM() > EMPTY_OPENING_M
                && state.tool().distanceM(grip) < IN_GRIP_M;
    }

    /** Comes down around what is to be gripped, and closes. */
    ArmAction reach(ArmTruth state, Position grip, double yawRad, double highestM) {
        Position tool = state.tool();
        double away = tool.horizontalDistanceM(grip);
        double turn = Math.clamp(yawRad - state.toolYawTargetRad(), -ArmAction.MAX_TURN_RAD, ArmAction.MAX_TURN_RAD);
        boolean closed = state.fingerOpeningM() < EMPTY_OPENING_M;
        boolean around = away < ALIGNED_M + 0.004 && tool.zM() < grip.zM() + 0.006 && tool.zM() < highestM;
        if (around && !closed) {
            return towards(state, state.toolTarget(), 0, false);
        }
        // A funnel: the further off to the side or turned, the higher; with closed fingers, above the object.
        double offset = Math.max(0, away - 0.006) * 5 + Math.max(0, Math.abs(turn) - 0.05) * 0.4;
        double low = grip.zM() - HALF_GRIP_M + GRASP_HEIGHT_M;
        double height = low + Math.min(HOVER_M, closed ? HOVER_M : offset);
        return towards(state, new Position(grip.xM(), grip.yM(), height), turn, true);
    }

    /** Opens, and goes up once the fingers are wide apart. */
    ArmAction retreat(ArmTruth state) {
        boolean wide = state.fingerOpeningM() > 0.06;
        Position at = state.toolTarget();
        return towards(state, new Position(at.xM(), at.yM(), wide ? 0.20 : at.zM()), 0, true);
    }

    /** One straight move of at most the step limit. */
    ArmAction towards(ArmTruth state, Position goal, double turn, boolean open) {
        double dx = goal.xM() - state.toolTarget().xM();
        double dy = goal.yM() - state.toolTarget().yM();
        double dz = goal.zM() - state.toolTarget().zM();
        double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
        double share = length > maxMoveM ? maxMoveM / length : 1;
        return new ArmAction(dx * share, dy * share, dz * share, turn, open ? 1 : 0);
    }

    /** The nearest rotation that looks the same after a turn by {@code symmetryRad}. */
    static double nearest(double yawRad, double symmetryRad) {
        return yawRad - symmetryRad * Math.round(yawRad / symmetryRad);
    }
}
