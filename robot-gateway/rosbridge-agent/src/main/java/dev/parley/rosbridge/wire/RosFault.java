package dev.parley.rosbridge.wire;

/** Something on the robot's side is not as it should be. The message is a sentence for people at the station. */
public final class RosFault extends Exception {
    public RosFault(String message) {
        super(message);
    }

    public RosFault(String message, Throwable cause) {
        super(message, cause);
    }
}
