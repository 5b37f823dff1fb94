package dev.parley.sim.detector;

import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import java.util.List;

/**
 * A finished episode with everything that says whether the detector was right.
 *
 * @param asked what was asked for, whoever acted and whatever it did
 * @param done the verdict of the asked task's predicate, as a station would have given it
 * @param settled for every task of the scene, in its order, whether its predicate held through the last half second
 * @param truths the true state at each look of the ending
 */
record StagedEpisode(
        long seed, Task asked, Cast cast, Ending ending, boolean done, List<Boolean> settled, List<SceneTruth> truths) {

    StagedEpisode {
        settled = List.copyOf(settled);
        truths = List.copyOf(truths);
    }
}
