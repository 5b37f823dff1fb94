package dev.parley.core.prompt;

import dev.parley.contracts.GoalImageId;
import java.util.Optional;
import java.util.OptionalLong;

/** What a person submits. An instruction, a goal image or both; everything else is a wish. */
public record PromptRequest(
        Optional<String> instruction,
        Optional<GoalImageId> goalImage,
        Optional<String> sceneId,
        Optional<String> policyName,
        OptionalLong seed) {}
