package dev.parley.sim.task;

/** A success criterion over the true state of one moment. Pure: no memory between calls. */
public interface Predicate {

    /** How far it has come at this moment, 0 (nothing yet) to below 1. Only a {@link Judge} says 1. */
    double progress(SceneTruth state);

    /** Whether it is fulfilled at this moment. */
    boolean holds(SceneTruth state);
}
