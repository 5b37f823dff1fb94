package dev.parley.media.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Takes an event to the session that subscribed to it, if that is connected right now. Called on the media thread:
 * must not block.
 */
public interface EventSink {

    void send(String sessionId, ObjectNode message);
}
