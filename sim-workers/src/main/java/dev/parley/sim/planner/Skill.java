package dev.parley.sim.planner;

import dev.parley.sim.task.Task;
import java.util.List;

/**
 * One thing that the low-level policy may be asked to do.
 *
 * @param task of the scene; its criterion is used for what it is about, never to look at the simulator
 * @param sentences that ask for it, the plainest first, things marked as {@link NamedThings} does
 */
record Skill(Task task, List<String> sentences) {

    Skill {
        sentences = List.copyOf(sentences);
    }

    /** What the low-level policy is told. */
    String instruction() {
        return task.instruction();
    }
}
