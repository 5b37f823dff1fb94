package dev.parley.gateway.live;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kurento.client.MediaPipeline;

/**
 * The pipeline of one channel, who publishes into it and who watches. Changes of the publisher hold the channel's lock: a
 * viewer that joins meanwhile ends up behind the new one.
 */
final class LiveChannel {

    private final LiveChannelId id;
    private final MediaPipeline pipeline;
    private final long generation;
    private final Map<String, MediaSession> viewers = new ConcurrentHashMap<>();
    private @Nullable MediaSession publisher;
    private Instant withoutPublisherSince;

    LiveChannel(LiveChannelId id, MediaPipeline pipeline, long generation, Instant now) {
        this.id = id;
        this.pipeline = pipeline;
        this.generation = generation;
        withoutPublisherSince = now;
    }

    LiveChannelId id() {
        return id;
    }

    MediaPipeline pipeline() {
        return pipeline;
    }

    /** Which life of the media server the pipeline belongs to. */
    long generation() {
        return generation;
    }

    synchronized Optional<MediaSession> publisher() {
        return Optional.ofNullable(publisher);
    }

    /** Puts a new publisher before everybody who watches; returns the one before it. Blocks on the media server. */
    synchronized Optional<MediaSession> publishedBy(MediaSession next) {
        Optional<MediaSession> before = publisher();
        viewers.values().forEach(viewer -> next.endpoint().connect(viewer.endpoint()));
        publisher = next;
        return before;
    }

    /** Puts a viewer behind the publisher, if there is one. Blocks on the media server. */
    synchronized boolean watchedBy(MediaSession viewer) {
        MediaSession current = publisher;
        if (current == null) {
            return false;
        }
        current.endpoint().connect(viewer.endpoint());
        viewers.put(viewer.id(), viewer);
        return true;
    }

    /** Takes the session out; true if it was in. */
    synchronized boolean remove(MediaSession session, Instant now) {
        if (session == publisher) {
            publisher = null;
            withoutPublisherSince = now;
            return true;
        }
        return viewers.remove(session.id(), session);
    }

    Collection<MediaSession> viewers() {
        return List.copyOf(viewers.values());
    }

    int viewerCount() {
        return viewers.size();
    }

    /** True if it had no publisher since before the given time. */
    synchronized boolean isDesertedSince(Instant time) {
        return publisher == null && withoutPublisherSince.isBefore(time);
    }
}
