package dev.parley.rosbridge.safety;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rosbridge.motion.MonotonicTime;
import dev.parley.rosbridge.wire.RosLink;
import dev.parley.rosbridge.wire.RosTopic;
import java.time.Duration;
import java.util.Optional;

/**
 * A switch that somebody publishes again and again: a stop button's contact, a device that a person holds down. A signal that is silent for too
 * long says the same as one against motion, so a broken cable, a dead node or a lost network stop the arm too.
 */
public final class SwitchSignal implements Interlock {
    /** How the topic says it. */
    public enum Kind {
        /** std_msgs Bool. */
        BOOL("std_msgs", "Bool"),
        /** industrial_msgs RobotStatus, whose values are 1, 0 and -1 for unknown. */
        ROBOT_STATUS("industrial_msgs", "RobotStatus");

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

    private final Kind kind;
    private final boolean movesWhen;
    private final String against;
    private final String silence;
    private final Duration silentAfter;
    private final MonotonicTime time;
    private volatile long heardNs;
    private volatile boolean heard;
    private volatile Optional<String> said = Optional.empty();

    /**
     * @param movesWhen the value of a Bool with which the arm may move
     * @param against what the other value means, a sentence
     * @param silence what silence means, a sentence
     */
    public SwitchSignal(
            RosLink link,
            RosTopic topic,
            Kind kind,
            boolean movesWhen,
            String against,
            String silence,
            Duration silentAfter,
            MonotonicTime time) {
        this.kind = kind;
        this.movesWhen = movesWhen;
        this.against = against;
        this.silence = silence;
        this.silentAfter = silentAfter;
        this.time = time;
        link.subscribe(topic, message -> {
            said = switch (this.kind) {
                case BOOL -> bool(message.content());
                case ROBOT_STATUS -> status(message.content());
            };
            heardNs = message.receivedNs();
            heard = true;
        });
    }

    private Optional<String> bool(JsonNode message) {
        JsonNode data = message.path("data");
        return data.isBoolean() && data.booleanValue() == movesWhen ? Optional.empty() : Optional.of(against);
    }

    /** Everything that the robot itself says against moving; unknown is against it too. */
    private Optional<String> status(JsonNode message) {
        if (value(message, "e_stopped") != 0) {
            return Optional.of(against);
        }
        if (value(message, "drives_powered") != 1) {
            return Optional.of("The robot's drives are not powered.");
        }
        if (value(message, "motion_possible") != 1) {
            return Optional.of("The robot says that no motion is possible.");
        }
        return value(message, "in_error") == 0 ? Optional.empty() : Optional.of("The robot reports an error.");
    }

    private static int value(JsonNode message, String part) {
        return message.path(part).path("val").asInt(-1);
    }

    /** What it said against moving, where it says so now; silence is not saying so. */
    public Optional<String> against() {
        return silent() ? Optional.empty() : said;
    }

    private boolean silent() {
        return !heard || time.nowNs() - heardNs > silentAfter.toNanos();
    }

    @Override
    public Optional<String> obstacle() {
        return silent() ? Optional.of(silence) : said;
    }
}
