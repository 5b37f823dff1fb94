package dev.parley.core.prompt;

import dev.parley.core.transition.Transition;
import dev.parley.core.transition.TransitionTable;
import java.util.List;

/** How a prompt may change. */
final class PromptTransitions {
    static final TransitionTable<PromptState> TABLE = new TransitionTable<>(
            "prompt",
            List.of(
                    new Transition<>(PromptState.SUBMITTED, PromptState.QUEUED, "its turns have places in the queue"),
                    new Transition<>(PromptState.SUBMITTED, PromptState.REJECTED, "moderation refused it"),
                    // Whatever the outcome, an expired turn included.
                    new Transition<>(PromptState.QUEUED, PromptState.COMPLETED, "all its turns have ended"),
                    new Transition<>(PromptState.QUEUED, PromptState.WITHDRAWN, "the asker took it back")));

    private PromptTransitions() {}
}
