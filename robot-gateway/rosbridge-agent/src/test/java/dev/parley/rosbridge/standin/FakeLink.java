package dev.parley.rosbridge.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rosbridge.wire.RosFault;
import dev.parley.rosbridge.wire.RosLink;
import dev.parley.rosbridge.wire.RosMessage;
import dev.parley.rosbridge.wire.RosTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A link on which a test says what comes. */
public final class FakeLink implements RosLink {
    private final Map<String, Consumer<RosMessage>> sinks = new HashMap<>();
    private @Nullable JsonNode answer;

    /** Called when the link is cut on purpose. */
    public Consumer<Duration> onCut = away -> {};

    /** Called when a service is. */
    public Runnable onCall = () -> {};

    public void say(RosTopic topic, JsonNode message, long atNs) {
        Consumer<RosMessage> sink = sinks.get(topic.name());
        if (sink != null) {
            sink.accept(new RosMessage(topic.name(), message, atNs));
        }
    }

    public void answer(JsonNode values) {
        answer = values;
    }

    @Override
    public boolean up() {
        return true;
    }

    @Override
    public long connections() {
        return 1;
    }

    @Override
    public void subscribe(RosTopic topic, Consumer<RosMessage> sink) {
        sinks.put(topic.name(), sink);
    }

    @Override
    public void advertise(RosTopic topic) {}

    @Override
    public boolean publish(RosTopic topic, ObjectNode message) {
        return true;
    }

    @Override
    public boolean publishFirst(RosTopic topic, ObjectNode message) {
        return true;
    }

    @Override
    public JsonNode call(String service, ObjectNode arguments, Duration within) throws RosFault {
        onCall.run();
        JsonNode values = answer;
        if (values == null) {
            throw new RosFault("Service " + service + ": it failed");
        }
        return values;
    }

    @Override
    public void cut(Duration stayAway) {
        onCut.accept(stayAway);
    }

    @Override
    public void close() {}
}
