package dev.parley.sim.task;

/** The true state of a robot's body, as far as judges need it whatever the body is. */
public interface BodyTruth {

    /** The point it acts with, or where it stands if it has no tool. */
    Position at();

    /** Whether it has let go of, or never held, what lies at that point. */
    boolean letGoOf(Position object);

    /** Whether it rests, for bodies whose standing somewhere is the task. */
    default boolean standsStill() {
        return true;
    }
}
