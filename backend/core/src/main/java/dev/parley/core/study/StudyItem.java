package dev.parley.core.study;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.station.WantedBody;
import java.util.Map;
import java.util.Optional;

/**
 * One wanted episode, as it was submitted. Together with the execution profile this decides every byte of a simulated episode.
 *
 * @param policyDigest the version, never "the newest"
 * @param instruction words for the policy; with {@code goalImage} at least one of the two
 * @param seed unsigned 64 bits in a long
 * @param conditions factors that the seed does not vary, by name
 * @param body empty: whatever can run it. The same item once for each body is a pair of twins
 */
public record StudyItem(
        String policyName,
        String policyDigest,
        String sceneId,
        String taskId,
        Optional<String> instruction,
        Optional<GoalImageId> goalImage,
        long seed,
        Map<String, Double> conditions,
        Optional<WantedBody> body) {
    public StudyItem {
        conditions = Map.copyOf(conditions);
    }

    /** By whatever body can run it. */
    public StudyItem(
            String policyName,
            String policyDigest,
            String sceneId,
            String taskId,
            Optional<String> instruction,
            Optional<GoalImageId> goalImage,
            long seed,
            Map<String, Double> conditions) {
        this(policyName, policyDigest, sceneId, taskId, instruction, goalImage, seed, conditions, Optional.empty());
    }
}
