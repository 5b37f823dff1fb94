package dev.parley.core.prompt;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.TurnData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A prompt and what became of it.
 *
 * @param taskReading what the judge will look for; empty: not machine-judged
 * @param wantedBody what it wishes to be run by; empty: whatever offers its scene and policy
 * @param previewOf the prompt that waits for a robot, and that this one tries in simulation meanwhile
 * @param preview the one that tries this one in simulation
 * @param rejection why it was refused; present exactly when it is REJECTED, and then it has no turns
 */
public record PromptData(
        PromptId id,
        AuthorId author,
        PromptState state,
        Optional<String> instruction,
        Optional<GoalImageId> goalImage,
        String sceneId,
        String policyName,
        Optional<String> taskId,
        Optional<String> taskReading,
        Optional<WantedBody> wantedBody,
        Optional<PromptId> previewOf,
        Optional<PromptId> preview,
        Instant submittedAt,
        Optional<Rejection> rejection,
        List<TurnData> turns,
        List<EpisodeData> episodes) {}
