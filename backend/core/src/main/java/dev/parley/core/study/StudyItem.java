package dev.parley.core.study;

import dev.parley.contracts.GoalImageId;
import java.util.Map;
import java.util.Optional;

/**
 * One wanted episode, as it was submitted. Together with the execution profile this decides every byte of a simulated episode.
 *
 * @param policyDigest the version, never "the newest"
 * @param instruction words for the policy; with {@code goalImage} at least one of the two
 * @param seed unsigned 64 bits in a long
 * @param conditions factors that the seed does not vary, by name
 */
public record StudyItem(
        String policyName,
        String policyDigest,
        String sceneId,
        String taskId,
        Optional<String> instruction,
        Optional<GoalImageId> goalImage,
        long seed,
        Map<String, Double> conditions) {
    public StudyItem {
        conditions = Map.copyOf(conditions);
    }
}
