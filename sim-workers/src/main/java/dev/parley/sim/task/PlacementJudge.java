package dev.parley.sim.task;

/**
 * Judges "this object ends inside that bowl" from the true state, once per control step.
 *
 * <p>Done means: the object's centre lies inside the bowl's rim and below it, the bowl stands upright, the gripper has let go,
 * and all of that held for {@value #SETTLED_STEPS} steps in a row, so that an object bouncing out or still held does not count.
 * Single-threaded; one judge per episode.
 */
public final class PlacementJudge {

    /** Half a second at 10 Hz. */
    static final int SETTLED_STEPS = 5;

    private static final double INSIDE_RADIUS_M = 0.055;
    private static final double LOWEST_M = 0.005;
    private static final double HIGHEST_M = 0.050;
    private static final double UPRIGHT = 0.9;
    private static final double OPEN_M = 0.055;
    private static final double CLEAR_M = 0.06;
    private static final double LIFTED_M = 0.08;
    private static final double RESTING_M = 0.021;
    private static final double REACH_SCALE_M = 0.30;

    private final Task task;
    private int settledSteps;
    private boolean done;

    public PlacementJudge(Task task) {
        this.task = task;
    }

    /** Takes the state after one more control step and says how far the task has come. */
    public Judgement judge(TabletopState state) {
        settledSteps = rests(state) ? settledSteps + 1 : 0;
        done |= settledSteps >= SETTLED_STEPS;
        return new Judgement(done ? 1 : progress(state), done);
    }

    /** Whether the object lies in the upright bowl at this moment, held or not. */
    public static boolean inside(TabletopState state, Task task) {
        ObjectState bowl = state.object(task.target());
        Position object = state.object(task.object()).position();
        double height = object.zM() - bowl.position().zM();
        return object.horizontalDistanceM(bowl.position()) < INSIDE_RADIUS_M
                && height > LOWEST_M
                && height < HIGHEST_M
                && bowl.uprightness() > UPRIGHT;
    }

    private boolean rests(TabletopState state) {
        Position object = state.object(task.object()).position();
        boolean released = state.fingerOpeningM() > OPEN_M || state.tool().distanceM(object) > CLEAR_M;
        return released && inside(state, task);
    }

    // 0 to 0.3 reaching, to 0.5 lifting, to 0.8 carrying, 0.9 inside but not yet settled.
    private double progress(TabletopState state) {
        if (inside(state, task)) {
            return 0.9;
        }
        Position object = state.object(task.object()).position();
        double reach = 1 - Math.min(1, state.tool().distanceM(object) / REACH_SCALE_M);
        double lift = Math.clamp((object.zM() - RESTING_M) / (LIFTED_M - RESTING_M), 0, 1);
        double toBowl = object.horizontalDistanceM(state.object(task.target()).position());
        double carry = lift * (1 - Math.min(1, toBowl / REACH_SCALE_M));
        return 0.3 * reach + 0.2 * lift + 0.3 * carry;
    }
}
