package dev.parley.media.sdp;

/** A session description cannot be used; the message says what it lacks. */
public final class SdpException extends RuntimeException {

    public SdpException(String message) {
        super(message);
    }
}
