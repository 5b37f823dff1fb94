package dev.parley.policy.wire;

/** Bytes that are not a message of the protocol, or larger than agreed. The message says what was wrong and what would be right. */
public final class WireFault extends Exception {
    public WireFault(String message) {
        super(message);
    }

    public WireFault(String message, Throwable cause) {
        super(message, cause);
    }
}
