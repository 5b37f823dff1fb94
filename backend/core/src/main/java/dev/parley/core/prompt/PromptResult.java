package dev.parley.core.prompt;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A prompt and what came of it.
 *
 * @param attempt the last one, where there is one that may be told
 */
public record PromptResult(
        PromptId prompt,
        PromptState state,
        Instant submittedAt,
        Optional<String> instruction,
        Optional<GoalImageId> goalImage,
        String sceneId,
        String policyName,
        Optional<Attempt> attempt) {

    /**
     * One episode of it.
     *
     * @param number 1 for the first
     * @param success by the scene's predicate; empty where it judged nothing, or has not yet
     * @param cameras that were recorded, by name
     */
    public record Attempt(
            EpisodeId episode,
            int number,
            EpisodeState state,
            String policyDigest,
            long seed,
            StationKind stationKind,
            Optional<EndReason> endReason,
            Optional<Boolean> success,
            Optional<Double> progress,
            Optional<Integer> steps,
            List<String> cameras) {}
}
