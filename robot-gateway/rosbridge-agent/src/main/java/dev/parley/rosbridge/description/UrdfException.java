package dev.parley.rosbridge.description;

/** A description that cannot be used, and what would be right. */
public final class UrdfException extends IllegalArgumentException {
    public UrdfException(String message) {
        super(message);
    }

    public UrdfException(String message, Throwable cause) {
        super(message, cause);
    }
}
