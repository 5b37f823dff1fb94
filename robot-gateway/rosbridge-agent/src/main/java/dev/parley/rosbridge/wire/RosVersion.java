package dev.parley.rosbridge.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.TimeUnit;

/** What differs on the wire between the two generations of ROS: names of types, and of the parts of a time. */
public enum RosVersion {
    ROS_1("/", "secs", "nsecs"),
    ROS_2("/msg/", "sec", "nanosec");

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final String between;
    private final String seconds;
    private final String nanoseconds;

    RosVersion(String between, String seconds, String nanoseconds) {
        this.between = between;
        this.seconds = seconds;
        this.nanoseconds = nanoseconds;
    }

    /** For example sensor_msgs/JointState or sensor_msgs/msg/JointState. */
    public String type(String folder, String name) {
        return folder + between + name;
    }

    /** A time or a duration of at least 0. */
    public ObjectNode time(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("a time of ROS is not negative, " + nanos + " ns is");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put(seconds, nanos / SECOND)
                .put(nanoseconds, nanos % SECOND);
    }

    /** Nanoseconds; 0 where there is none, which is what drivers without a clock send too. */
    public long nanos(JsonNode time) {
        return time.path(seconds).asLong(0) * SECOND + time.path(nanoseconds).asLong(0);
    }

    /** A header as messages of this generation have it. */
    public ObjectNode header(long stampNs) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        if (this == ROS_1) {
            header.put("seq", 0);
        }
        header.set("stamp", time(stampNs));
        return header.put("frame_id", "");
    }
}
