package dev.parley.core.study;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EndReason;
import java.util.Optional;

/**
 * One item and what came of it.
 *
 * @param number its place in the study, from 0
 * @param prompt empty until it has a place in the queue
 * @param attempt the last one; only this one counts
 */
public record StudyEpisode(
        int number, StudyItem item, State state, Optional<PromptId> prompt, Optional<Attempt> attempt) {

    /** Where an item is. */
    public enum State {
        /** In the queue or not there yet. */
        WAITING,
        /** Offered to a station or running. */
        RUNNING,
        /** Ended in a way that counts. */
        DONE,
        /** Ended without a result that says anything about the policy. */
        LOST
    }

    /**
     * The last attempt at an item.
     *
     * @param number 1 for the first
     * @param success by the scene's predicate; empty until it has ended
     */
    public record Attempt(
            EpisodeId episode,
            int number,
            Optional<EndReason> endReason,
            Optional<Boolean> success,
            Optional<Double> progress,
            Optional<Integer> steps,
            Optional<Boolean> unfamiliar,
            Optional<String> executionProfile) {}
}
