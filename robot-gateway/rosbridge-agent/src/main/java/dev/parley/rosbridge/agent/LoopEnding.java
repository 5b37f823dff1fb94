package dev.parley.rosbridge.agent;

/** Why an episode's motion ended. Causes stay apart: only what the policy did counts against it. */
sealed interface LoopEnding {
    record StepLimit() implements LoopEnding {}

    record TimeLimit() implements LoopEnding {}

    /** It gave no usable action, or none in time. */
    record PolicyFault(String detail) implements LoopEnding {}

    /** It, or the way to it, was not there. */
    record PolicyAway(String detail) implements LoopEnding {}

    /** It led the arm where nothing may be. */
    record EnvelopeTrip(String detail) implements LoopEnding {}

    /** The platform or a person ended it; the run says why. */
    record Interrupted() implements LoopEnding {}

    /** A person at the robot ended it. */
    record StoppedHere(String detail) implements LoopEnding {}

    /** The robot, or this program's watch over it. */
    record RobotFault(String detail) implements LoopEnding {}
}
