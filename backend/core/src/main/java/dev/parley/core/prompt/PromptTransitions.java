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
                    new Transition<>(PromptState.QUEUED, PromptState.WITHDRAWN, "the asker took it back"),
                    // The second stage, or a person, after it was let in.
                    new Transition<>(PromptState.QUEUED, PromptState.REJECTED, "moderation refused it later"),
                    new Transition<>(
                            PromptState.COMPLETED, PromptState.REJECTED, "a person refused it after it had run"),
                    // Pages, pictures and video go; a row without content stays.
                    new Transition<>(PromptState.COMPLETED, PromptState.ERASED, "all of it was taken back"),
                    new Transition<>(PromptState.WITHDRAWN, PromptState.ERASED, "all of it was taken back"),
                    new Transition<>(PromptState.REJECTED, PromptState.ERASED, "all of it was taken back")));

    private PromptTransitions() {}
}
