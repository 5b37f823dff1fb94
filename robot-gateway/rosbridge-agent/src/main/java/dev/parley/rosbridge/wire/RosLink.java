package dev.parley.rosbridge.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A way to ROS through rosbridge. It heals itself: after a cut it connects again, and says again what was subscribed and advertised.
 * rosbridge reports no errors, so nothing here says that a message had any effect: read the state back. Any thread.
 */
public interface RosLink extends AutoCloseable {
    /** Whether a connection is open. Says nothing about a robot behind it. */
    boolean up();

    /** Grows with each connection; 0 before the first. */
    long connections();

    /** @param sink called on the link's own thread; must not block */
    void subscribe(RosTopic topic, Consumer<RosMessage> sink);

    /** Says that this side will publish there. */
    void advertise(RosTopic topic);

    /** @return false if there is no connection: then the message is gone, since an old command must never arrive late */
    boolean publish(RosTopic topic, ObjectNode message);

    /** The same ahead of everything that waits to be sent; what waits for the same topic is dropped. For stops. */
    boolean publishFirst(RosTopic topic, ObjectNode message);

    /**
     * Calls a service and waits for its answer.
     *
     * @return its values
     * @throws RosFault if it fails, does not exist, does not answer in time, or there is no connection
     */
    JsonNode call(String service, ObjectNode arguments, Duration within) throws RosFault, InterruptedException;

    /** Ends the connection as a cut cable would, and stays away for a while. */
    void cut(Duration stayAway);

    @Override
    void close();
}
