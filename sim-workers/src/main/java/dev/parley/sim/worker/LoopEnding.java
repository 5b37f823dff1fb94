package dev.parley.sim.worker;

/** How the loop of an episode came to its end. */
sealed interface LoopEnding {

    /** The scene's predicate found the task done. */
    record TaskDone() implements LoopEnding {}

    /** The step limit was reached. */
    record StepLimit() implements LoopEnding {}

    /** The limit in wall-clock time was reached. */
    record TimeLimit() implements LoopEnding {}

    /** The policy gave no action; {@code detail} is one sentence for people. */
    record PolicyFault(String detail) implements LoopEnding {}

    /** A policy elsewhere could not be asked any more, which is not its doing; {@code detail} is one sentence for people. */
    record PolicyAway(String detail) implements LoopEnding {}

    /** The policy left what the safety envelope allows; {@code detail} is one sentence for people. */
    record EnvelopeTrip(String detail) implements LoopEnding {}

    /** Somebody stopped the episode or contact was lost: {@link dev.parley.station.EpisodeRun#ending} says which. */
    record Interrupted() implements LoopEnding {}
}
