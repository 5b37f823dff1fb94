package dev.parley.sim.task;

/**
 * Judges a task from the true state, once per control step: done means that its predicate held for {@value #SETTLED_STEPS}
 * steps in a row, so that an object bouncing out or shoved through does not count. Single-threaded; one judge per episode.
 */
public final class Judge {

    /** Half a second at 10 Hz. */
    public static final int SETTLED_STEPS = 5;

    private static final double NOT_YET_SETTLED = 0.9;

    private final Predicate predicate;
    private int settledSteps;
    private boolean done;

    public Judge(Predicate predicate) {
        this.predicate = predicate;
    }

    /** Takes the state after one more control step and says how far the task has come. */
    public Judgement judge(SceneTruth state) {
        settledSteps = predicate.holds(state) ? settledSteps + 1 : 0;
        done |= settledSteps >= SETTLED_STEPS;
        return new Judgement(done ? 1 : Math.clamp(predicate.progress(state), 0, NOT_YET_SETTLED), done);
    }
}
