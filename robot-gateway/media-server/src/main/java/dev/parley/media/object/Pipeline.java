package dev.parley.media.object;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Holds the endpoints that may be connected with each other: for Parley, one camera of one episode. */
final class Pipeline extends MediaObject {

    Pipeline(Environment environment) {
        super(UUID.randomUUID() + "_kurento.MediaPipeline", environment);
    }

    @Override
    String type() {
        return "MediaPipeline";
    }

    @Override
    List<String> hierarchy() {
        return List.of("kurento.MediaObject");
    }

    @Override
    Set<String> eventTypes() {
        return Set.of("Error");
    }

    @Override
    Optional<MediaObject> parent() {
        return Optional.empty();
    }

    @Override
    void close() {
        // Its endpoints are objects of their own, released before it.
    }
}
