package dev.parley.rosbridge.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes trajectory_msgs JointTrajectory. */
public final class TrajectoryMessage {
    private TrajectoryMessage() {}

    /**
     * @param positions one row a point, in the order of the joints
     * @param atNs when each point is to be reached, from the beginning
     * @param stampNs when it begins, by the robot's clock: a controller drops what is over when it arrives; 0 begins on arrival
     */
    public static ObjectNode of(
            RosVersion version, List<String> joints, List<double[]> positions, List<Long> atNs, long stampNs) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.set("header", version.header(stampNs));
        ArrayNode names = message.putArray("joint_names");
        joints.forEach(names::add);
        ArrayNode points = message.putArray("points");
        for (int i = 0; i < positions.size(); i++) {
            ObjectNode point = points.addObject();
            ArrayNode row = point.putArray("positions");
            for (double position : positions.get(i)) {
                row.add(position);
            }
            point.putArray("velocities");
            point.putArray("accelerations");
            point.putArray("effort");
            point.set("time_from_start", version.time(atNs.get(i)));
        }
        return message;
    }

    /** No points: controllers stop and keep where they are. */
    public static ObjectNode stop(RosVersion version, List<String> joints) {
        return of(version, joints, List.of(), List.of(), 0);
    }
}
