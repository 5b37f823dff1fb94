package dev.parley.sim.worker;

import dev.parley.sim.relayed.PolicyByRelay;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.uploaded.UploadedNetwork;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.PolicyReference;
import java.time.Duration;

/**
 * When an episode ends without the task being done, and how long the policy may think.
 *
 * @param steps actions
 * @param wall time from the first step
 * @param thinking time for one action
 */
record EpisodeLimits(int steps, Duration wall, Duration thinking) {

    /** Far beyond what any carried policy needs, also on a busy machine. */
    private static final Duration THINKING = Duration.ofSeconds(2);

    private static final Duration LONGEST_WALL = Duration.ofMinutes(30);

    /** The limits of the offer; the scene's own horizon where the offer leaves it open. */
    static EpisodeLimits of(EpisodeSpec spec, SceneDescription scene) {
        int steps = spec.getMaxSteps() > 0 ? spec.getMaxSteps() : scene.horizonSteps();
        Duration wall = spec.getMaxWallMs() > 0 ? Duration.ofMillis(spec.getMaxWallMs()) : LONGEST_WALL;
        return new EpisodeLimits(steps, wall, thinking(spec.getPolicy()));
    }

    private static Duration thinking(PolicyReference policy) {
        if (policy.hasRelay()) {
            return PolicyByRelay.thinking(policy);
        }
        return policy.hasUploaded() ? UploadedNetwork.thinking(policy) : THINKING;
    }
}
