package dev.parley.core.plan;

import io.smallrye.mutiny.Uni;

/** Plans, reckoned from what is there now. */
public interface Plans {
    /**
     * One plan, at most ten seconds old.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: POLICY_UNKNOWN, SCENE_UNKNOWN or TASK_UNKNOWN
     */
    Uni<Plan> plan(Wish wish);
}
