package dev.parley.station.webrtc;

/** libwebrtc refused a session description; the message is libwebrtc's own. */
public final class NegotiationException extends RuntimeException {

    public NegotiationException(String message) {
        super(message);
    }
}
