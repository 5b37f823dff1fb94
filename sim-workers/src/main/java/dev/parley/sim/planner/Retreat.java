package dev.parley.sim.planner;

import dev.parley.sim.body.Action;

/**
 * Takes the arm from wherever a skill left it back to where the episode began, fingers open, straight up first so that nothing is swept
 * along. Skills were learnt from there, and the camera sees the table. Knows the tool's position as the arm feels it. One thread.
 */
final class Retreat {

    private static final double MOST_M = 0.012;
    private static final double MOST_RAD = 0.12;
    private static final double NEAR_M = 0.012;
    private static final double NEAR_RAD = 0.1;
    private static final int OPENING_STEPS = 3;
    private static final double CLEAR_M = 0.10;
    private static final int X = 0;
    private static final int Y = 1;
    private static final int Z = 2;
    private static final int YAW = 3;
    private static final int GRIPPER = 5;

    private final float[] home;
    private int steps;
    private double clearZ = Double.NaN;

    /** @param home what the arm felt at the start: tool x, y, z in metres, turn in radians, finger opening, gripper command */
    Retreat(float[] home) {
        this.home = home.clone();
    }

    /** Whether the arm is back. */
    boolean isThere(float[] felt) {
        return Math.abs(home[X] - felt[X]) < NEAR_M
                && Math.abs(home[Y] - felt[Y]) < NEAR_M
                && Math.abs(home[Z] - felt[Z]) < NEAR_M
                && Math.abs(turn(felt)) < NEAR_RAD;
    }

    /** The next action on the way; at its end it stays. */
    Action next(float[] felt) {
        if (steps == 0) {
            clearZ = Math.min(home[Z], felt[Z] + CLEAR_M);
        }
        double gripper = home[GRIPPER] > 0.5 ? 1 : 0;
        if (steps++ < OPENING_STEPS) {
            return new Action(0, 0, 0, 0, gripper);
        }
        double up = clamp(home[Z] - felt[Z], MOST_M);
        if (felt[Z] < clearZ - NEAR_M) {
            return new Action(0, 0, clamp(clearZ - felt[Z], MOST_M), 0, gripper);
        }
        return new Action(
                clamp(home[X] - felt[X], MOST_M),
                clamp(home[Y] - felt[Y], MOST_M),
                up,
                clamp(turn(felt), MOST_RAD),
                gripper);
    }

    private double turn(float[] felt) {
        return Math.IEEEremainder(home[YAW] - felt[YAW], 2 * Math.PI);
    }

    private static double clamp(double value, double most) {
        return Math.clamp(value, -most, most);
    }
}
