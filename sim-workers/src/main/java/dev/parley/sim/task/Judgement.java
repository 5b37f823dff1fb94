package dev.parley.sim.task;

/**
 * What the predicate says about one moment.
 *
 * @param progress 0 (nothing yet) to 1 (done); it may fall again when an object is dropped
 * @param success whether the task is done: it stays true once it was true
 */
public record Judgement(double progress, boolean success) {}
