package dev.parley.sim.expert;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.SceneTruth;

/** One way of acting towards a criterion, without memory. */
interface Skill {

    /** The next action in this state. */
    ArmAction act(SceneTruth truth);
}
