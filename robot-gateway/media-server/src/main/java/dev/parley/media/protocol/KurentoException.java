package dev.parley.media.protocol;

/** A request cannot be carried out; becomes the error reply. The message is shown to the client. */
public final class KurentoException extends RuntimeException {

    private final KurentoError error;

    public KurentoException(KurentoError error, String message) {
        super(message);
        this.error = error;
    }

    public KurentoError error() {
        return error;
    }
}
