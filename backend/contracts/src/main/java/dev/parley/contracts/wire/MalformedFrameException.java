package dev.parley.contracts.wire;

/** A frame that is not a message of the protocol. Its message says what was wrong and may be sent to the other end. */
public final class MalformedFrameException extends Exception {
    private final String sentence;

    public MalformedFrameException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** What was wrong, for the other end. */
    public String sentence() {
        return sentence;
    }
}
