package dev.parley.rosbridge.motion;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rosbridge.wire.RosLink;
import dev.parley.rosbridge.wire.RosTopic;
import java.util.OptionalDouble;

/** A gripper that takes how far it is to open. It keeps its last command through a stop, so that nothing is dropped. Any thread. */
public final class Gripper {
    /** How it is told. */
    public enum Kind {
        /** std_msgs Float64: the position. */
        FLOAT64("std_msgs", "Float64"),
        /** control_msgs GripperCommand: the position and the most effort. */
        GRIPPER_COMMAND("control_msgs", "GripperCommand");

        private final String folder;
        private final String type;

        Kind(String folder, String type) {
            this.folder = folder;
            this.type = type;
        }

        public String folder() {
            return folder;
        }

        public String type() {
            return type;
        }
    }

    private final RosLink link;
    private final RosTopic topic;
    private final Kind kind;
    private final double closed;
    private final double open;
    private final double maxEffort;

    /** @param maxEffort newtons; for {@link Kind#GRIPPER_COMMAND} only */
    public Gripper(RosLink link, RosTopic topic, Kind kind, double closed, double open, double maxEffort) {
        if (!Double.isFinite(closed) || !Double.isFinite(open) || closed == open || !(maxEffort > 0)) {
            throw new IllegalArgumentException(
                    "a gripper's closed and open are two finite positions, its effort above 0");
        }
        this.link = link;
        this.topic = topic;
        this.kind = kind;
        this.closed = closed;
        this.open = open;
        this.maxEffort = maxEffort;
        link.advertise(topic);
    }

    /** @param share 0 is closed, 1 is open */
    public boolean to(double share) {
        double position = closed + Math.clamp(share, 0, 1) * (open - closed);
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        switch (kind) {
            case FLOAT64 -> message.put("data", position);
            case GRIPPER_COMMAND -> message.put("position", position).put("max_effort", maxEffort);
        }
        return link.publish(topic, message);
    }

    /** How far it is open when its joint stands there, 0 to 1. */
    public OptionalDouble share(OptionalDouble position) {
        return position.isEmpty()
                ? position
                : OptionalDouble.of(Math.clamp((position.getAsDouble() - closed) / (open - closed), 0, 1));
    }
}
