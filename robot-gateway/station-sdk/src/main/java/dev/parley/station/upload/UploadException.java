package dev.parley.station.upload;

import java.io.IOException;

/** An upload did not succeed this time. */
public final class UploadException extends IOException {
    private final boolean worthRetrying;

    UploadException(String message, boolean worthRetrying) {
        super(message);
        this.worthRetrying = worthRetrying;
    }

    /** False where the platform said that it will never take this file, for example under a stale fence. */
    public boolean worthRetrying() {
        return worthRetrying;
    }
}
