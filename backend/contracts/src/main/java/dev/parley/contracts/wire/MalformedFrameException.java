package dev.parley.contracts.wire;

/** A frame that is not a message of the protocol. Its message says what was wrong and may be sent to the other end. */
public final class MalformedFrameException extends Exception {
    public MalformedFrameException(String message) {
        super(message);
    }
}
