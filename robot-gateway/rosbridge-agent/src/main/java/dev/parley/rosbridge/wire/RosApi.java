package dev.parley.rosbridge.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Optional;

/** Asks rosapi what there is, since rosbridge says nothing about a topic that does not exist or carries something else. */
public final class RosApi {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final RosLink link;

    public RosApi(RosLink link) {
        this.link = link;
    }

    /** The type of a topic that somebody publishes or takes; empty for one that nobody knows. */
    public Optional<String> typeOf(String topic) throws RosFault, InterruptedException {
        String type = link.call(
                        "/rosapi/topic_type",
                        JsonNodeFactory.instance.objectNode().put("topic", topic),
                        PATIENCE)
                .path("type")
                .asText("");
        return Optional.of(type).filter(known -> !known.isEmpty());
    }

    /** What is wrong with a topic that is to be used, one sentence; empty where nothing is. */
    public Optional<String> misfit(RosTopic topic) throws RosFault, InterruptedException {
        Optional<String> there = typeOf(topic.name());
        if (there.isEmpty()) {
            return Optional.of("Nobody in ROS knows topic " + topic.name() + "; is its node running?");
        }
        return there.get().equals(topic.type())
                ? Optional.empty()
                : Optional.of("Topic " + topic.name() + " carries " + there.get() + ", not " + topic.type() + ".");
    }
}
