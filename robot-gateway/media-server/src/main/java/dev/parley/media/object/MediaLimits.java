package dev.parley.media.object;

/**
 * How much one media server takes on.
 *
 * @param viewersPerPipeline viewers of one camera of one episode
 * @param viewersTotal viewers over all pipelines
 * @param endpoints WebRTC endpoints of any kind; bounds memory when a client forgets to release
 * @param publisherBitsPerSecond what one publisher is told it may send
 */
public record MediaLimits(int viewersPerPipeline, int viewersTotal, int endpoints, long publisherBitsPerSecond) {
    public MediaLimits {
        if (viewersPerPipeline < 1 || viewersTotal < viewersPerPipeline || endpoints <= viewersTotal) {
            throw new IllegalArgumentException("limits must satisfy 1 <= viewers per pipeline <= viewers in total"
                    + " < endpoints, not " + viewersPerPipeline + ", " + viewersTotal + ", " + endpoints);
        }
        if (publisherBitsPerSecond < 100_000) {
            throw new IllegalArgumentException(
                    "a publisher needs 100 kbit/s at least, not " + publisherBitsPerSecond + " bit/s");
        }
    }
}
