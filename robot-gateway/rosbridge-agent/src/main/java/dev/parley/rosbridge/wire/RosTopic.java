package dev.parley.rosbridge.wire;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A topic and what it carries.
 *
 * @param type as this generation of ROS names it
 * @param encoding how rosbridge shall send it
 * @param atMostEvery rosbridge leaves out what comes sooner; zero leaves out nothing
 */
public record RosTopic(String name, String type, Encoding encoding, Duration atMostEvery) {
    private static final Pattern NAME = Pattern.compile("/?[A-Za-z~][A-Za-z0-9_~]*(/[A-Za-z0-9_]+)*");

    /** How messages come. rosbridge says nothing at all about a message with a list of texts when asked for CBOR. */
    public enum Encoding {
        JSON,
        /** For pictures only, which have no list of texts. */
        CBOR
    }

    public RosTopic {
        requireNonNull(encoding, "encoding is null");
        requireNonNull(atMostEvery, "atMostEvery is null");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a topic; one looks like /joint_states");
        }
        if (type.isBlank()) {
            throw new IllegalArgumentException("topic " + name + " has no type");
        }
    }

    /** As JSON, nothing left out. */
    public static RosTopic json(String name, String type) {
        return new RosTopic(name, type, Encoding.JSON, Duration.ZERO);
    }

    public static RosTopic cbor(String name, String type, Duration atMostEvery) {
        return new RosTopic(name, type, Encoding.CBOR, atMostEvery);
    }
}
