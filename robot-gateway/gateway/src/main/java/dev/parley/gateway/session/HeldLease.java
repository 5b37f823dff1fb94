package dev.parley.gateway.session;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.PromptId;
import dev.parley.core.assignment.AssignmentData;

/** An episode that a session's station holds the lease of. */
record HeldLease(EpisodeId episode, Fence fence, PromptId prompt) {
    static HeldLease of(AssignmentData assignment) {
        return new HeldLease(
                assignment.id(), assignment.fence(), assignment.turn().promptId());
    }
}
