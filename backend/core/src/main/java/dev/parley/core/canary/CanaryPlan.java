package dev.parley.core.canary;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What a canary asks each day, and when.
 *
 * @param policyDigest the version, never "the newest"
 * @param conditions factors of the scene that the seeds do not vary, by name
 * @param seeds one try each, in this order; unsigned 64 bits in a long
 * @param at time of day in that zone
 */
public record CanaryPlan(
        String policyName,
        String policyDigest,
        String sceneId,
        String taskId,
        String instruction,
        Map<String, Double> conditions,
        List<Long> seeds,
        LocalTime at,
        ZoneId zone) {
    public CanaryPlan {
        conditions = Map.copyOf(conditions);
        seeds = List.copyOf(seeds);
    }

    /** Whether both run the same, at whatever time: days of the one can be held against days of the other. */
    boolean runsAs(CanaryPlan other) {
        return policyName.equals(other.policyName)
                && policyDigest.equals(other.policyDigest)
                && sceneId.equals(other.sceneId)
                && taskId.equals(other.taskId)
                && instruction.equals(other.instruction)
                && conditions.equals(other.conditions)
                && seeds.equals(other.seeds);
    }
}
