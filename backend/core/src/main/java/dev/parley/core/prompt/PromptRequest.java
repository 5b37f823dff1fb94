package dev.parley.core.prompt;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.station.WantedBody;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a person submits. An instruction, a goal image or both; everything else is a wish.
 *
 * @param wantedBody empty: whatever offers the scene and the policy
 * @param previewOf the prompt that waits for a robot, and that this one tries in simulation; see {@link Previews}
 * @param once by which it is the same prompt when it comes again
 */
public record PromptRequest(
        Optional<String> instruction,
        Optional<GoalImageId> goalImage,
        Optional<String> sceneId,
        Optional<String> policyName,
        OptionalLong seed,
        Optional<WantedBody> wantedBody,
        Optional<PromptId> previewOf,
        Optional<OnceKey> once) {
    /** Without a key. */
    public PromptRequest(
            Optional<String> instruction,
            Optional<GoalImageId> goalImage,
            Optional<String> sceneId,
            Optional<String> policyName,
            OptionalLong seed,
            Optional<WantedBody> wantedBody,
            Optional<PromptId> previewOf) {
        this(instruction, goalImage, sceneId, policyName, seed, wantedBody, previewOf, Optional.empty());
    }

    /** Of its own. */
    public PromptRequest(
            Optional<String> instruction,
            Optional<GoalImageId> goalImage,
            Optional<String> sceneId,
            Optional<String> policyName,
            OptionalLong seed,
            Optional<WantedBody> wantedBody) {
        this(instruction, goalImage, sceneId, policyName, seed, wantedBody, Optional.empty());
    }

    /** Of its own, by whatever body. */
    public PromptRequest(
            Optional<String> instruction,
            Optional<GoalImageId> goalImage,
            Optional<String> sceneId,
            Optional<String> policyName,
            OptionalLong seed) {
        this(instruction, goalImage, sceneId, policyName, seed, Optional.empty());
    }

    /** The same, however often it comes under this key. */
    public PromptRequest once(Optional<OnceKey> key) {
        return new PromptRequest(instruction, goalImage, sceneId, policyName, seed, wantedBody, previewOf, key);
    }
}
