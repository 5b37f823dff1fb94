package dev.parley.rosbridge.commissioning;

import java.util.Locale;
import java.util.Optional;

/** What an arm has to be seen to do before the public may ask for it. */
public enum Check {
    /** Twenty times stopped in motion. */
    STOPS,
    /** The connection to rosbridge is cut in motion. */
    LINK_CUT,
    /** The robot's own controller is killed in motion, by a person. */
    CONTROLLER_KILL,
    FACE_MIN_X,
    FACE_MAX_X,
    FACE_MIN_Y,
    FACE_MAX_Y,
    FACE_MIN_Z,
    FACE_MAX_Z,
    /** Stopped in motion while it carries its heaviest load. */
    PAYLOAD_STOP,
    /** The drives' power is cut in motion; only where that is wired. */
    POWER_CUT;

    /** As a person types it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Check> named(String word) {
        for (Check check : values()) {
            if (check.word().equals(word)) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }
}
