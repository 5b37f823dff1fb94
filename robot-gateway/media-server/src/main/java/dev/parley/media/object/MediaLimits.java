package dev.parley.media.object;

/**
 * How much one media server takes on.
 *
 * @param viewersPerPipeline viewers of one camera of one episode
 * @param viewersTotal viewers over all pipelines
 * @param endpoints WebRTC endpoints of any kind; bounds memory when a client forgets to release
 */
public record MediaLimits(int viewersPerPipeline, int viewersTotal, int endpoints) {
    public MediaLimits {
        if (viewersPerPipeline < 1 || viewersTotal < viewersPerPipeline || endpoints <= viewersTotal) {
            throw new IllegalArgumentException("limits must satisfy 1 <= viewers per pipeline <= viewers in total"
                    + " < endpoints, not " + viewersPerPipeline + ", " + viewersTotal + ", " + endpoints);
        }
    }
}
