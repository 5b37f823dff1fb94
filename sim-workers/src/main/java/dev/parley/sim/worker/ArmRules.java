package dev.parley.sim.worker;

import dev.parley.sim.body.Action;
import dev.parley.sim.task.SceneTruth;

/** What stands between the command of a policy and the arm. Asked once for each command, right before it would move. */
@FunctionalInterface
interface ArmRules {

    /** The simulator's own: the arm's limits are in the simulated world itself. */
    ArmRules NONE = (commanded, arm, ageNs) -> new Decision.Apply(commanded);

    /** What becomes of one command. */
    sealed interface Decision {
        /** The arm gets this, which may be less than was commanded. */
        record Apply(Action action) implements Decision {}

        /** The episode is over; {@code detail} is one sentence for people. */
        record Trip(String detail) implements Decision {}
    }

    /**
     * Decides.
     *
     * @param arm as it is now
     * @param ageNs how old the observation is on which the command rests
     */
    Decision decide(Action commanded, SceneTruth arm, long ageNs);
}
