package dev.parley.rosbridge.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message of a topic.
 *
 * @param receivedNs monotonic time at which its frame was complete here
 */
public record RosMessage(String topic, JsonNode content, long receivedNs) {}
