package dev.parley.rosbridge.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A sensor_msgs JointState: positions by joint, radians or metres.
 *
 * @param stampNs the driver's time; 0 where it has no clock
 */
public record JointReading(Map<String, Double> positions, long stampNs) {
    private static final int MOST_JOINTS = 256;

    public JointReading {
        positions = Map.copyOf(positions);
    }

    /** @throws RosFault naming what is wrong with the message; a joint without a finite number is wrong */
    public static JointReading of(JsonNode message, RosVersion version) throws RosFault {
        JsonNode names = message.path("name");
        JsonNode positions = message.path("position");
        if (!names.isArray() || !positions.isArray() || names.size() > MOST_JOINTS) {
            throw new RosFault("A joint state has no names or no positions.");
        }
        if (names.size() != positions.size()) {
            throw new RosFault(
                    "A joint state has %d names and %d positions.".formatted(names.size(), positions.size()));
        }
        Map<String, Double> byName = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            double position = positions.path(i).asDouble(Double.NaN);
            if (!Double.isFinite(position)) {
                throw new RosFault("Joint " + names.path(i).asText() + " has no position.");
            }
            byName.put(names.path(i).asText(), position);
        }
        return new JointReading(byName, version.nanos(message.path("header").path("stamp")));
    }

    public OptionalDouble position(String joint) {
        Double position = positions.get(joint);
        return position == null ? OptionalDouble.empty() : OptionalDouble.of(position);
    }
}
