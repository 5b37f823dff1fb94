package dev.parley.station.whip;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt to publish failed; says whether another attempt can help. */
final class WhipException extends Exception {

    private final boolean retryable;
    private final @Nullable Duration retryAfter;

    private WhipException(String message, boolean retryable, @Nullable Duration retryAfter) {
        super(message);
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    static WhipException passing(String message) {
        return new WhipException(message, true, null);
    }

    static WhipException busy(String message, Duration retryAfter) {
        return new WhipException(message, true, retryAfter);
    }

    static WhipException refused(String message) {
        return new WhipException(message, false, null);
    }

    boolean retryable() {
        return retryable;
    }

    /** How long the platform asked to wait. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
