package dev.parley.gateway.live;

import org.jspecify.annotations.Nullable;
import org.kurento.client.WebRtcEndpoint;

/**
 * A publication or viewing whose events this replica hears: what the directory says of it, and the endpoint. A publication
 * whose picture broke off stays without an endpoint until its station is back or was waited for long enough.
 */
final class MediaSession {

    private volatile LiveEntry entry;
    private volatile @Nullable WebRtcEndpoint endpoint;
    private volatile long sinceNs = System.nanoTime();

    MediaSession(LiveEntry entry, @Nullable WebRtcEndpoint endpoint) {
        this.entry = entry;
        this.endpoint = endpoint;
    }

    LiveEntry entry() {
        return entry;
    }

    @Nullable
    WebRtcEndpoint endpoint() {
        return endpoint;
    }

    void connected() {
        entry = entry.nowConnected();
    }

    /** The picture broke off. */
    void awaitPublisher() {
        entry = entry.awaitingPublisher();
        endpoint = null;
        sinceNs = System.nanoTime();
    }

    /** Since it began, or since its picture broke off. */
    boolean isOlderThan(long ns, long nowNs) {
        return nowNs - sinceNs > ns;
    }
}
