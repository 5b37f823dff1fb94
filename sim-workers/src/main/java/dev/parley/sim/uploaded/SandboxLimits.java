package dev.parley.sim.uploaded;

import dev.parley.station.v1.UploadedPolicy;
import java.time.Duration;

/**
 * What a stranger's network may take.
 *
 * @param load until it is ready
 * @param infer for one answer
 * @param whole for all of its episode, the waiting included
 * @param memoryMib that its process may hold
 */
public record SandboxLimits(Duration load, Duration infer, Duration whole, int memoryMib) {
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(1);
    private static final Duration LONGEST_INFER = Duration.ofSeconds(10);
    private static final Duration LONGEST_WHOLE = Duration.ofMinutes(35);
    private static final int MOST_MEMORY_MIB = 4_096;

    /** As the platform says, and never more than this station allows anybody. */
    public static SandboxLimits of(UploadedPolicy policy) {
        return new SandboxLimits(
                narrower(policy.getLoadTimeoutMs(), LONGEST_LOAD),
                narrower(policy.getInferTimeoutMs(), LONGEST_INFER),
                LONGEST_WHOLE,
                policy.getMemoryMib() > 0 ? Math.min(policy.getMemoryMib(), MOST_MEMORY_MIB) : MOST_MEMORY_MIB);
    }

    private static Duration narrower(int wantedMs, Duration most) {
        Duration wanted = Duration.ofMillis(wantedMs);
        return wantedMs > 0 && wanted.compareTo(most) < 0 ? wanted : most;
    }
}
