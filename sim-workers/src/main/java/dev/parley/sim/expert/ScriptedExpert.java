package dev.parley.sim.expert;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskVocabulary;

/**
 * Does a task of a scene with the 6-DoF arm, looking at the true state.
 *
 * <p>It keeps no memory: the action depends on the present state alone, so it can also say what it would have done in states
 * that another policy got into, and a policy without memory can learn it.
 */
public final class ScriptedExpert {

    private final Skill skill;

    /**
     * An expert for one task.
     *
     * @param maxMoveM how far it moves in one action at most; no more than {@link ArmAction#MAX_MOVE_M}
     * @param pushes whether it moves things along the table with closed fingers instead of picking them up
     * @throws IllegalArgumentException when it has no skill for the task
     */
    public ScriptedExpert(Task task, TaskVocabulary scene, double maxMoveM, boolean pushes) {
        skill = new Skills(scene, new Hand(maxMoveM), pushes).of(task.predicate());
    }

    /** The next action in this state; always within the limits of {@link ArmAction}. */
    public ArmAction act(SceneTruth truth) {
        return skill.act(truth);
    }
}
