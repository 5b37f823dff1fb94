package dev.parley.core.problem;

import java.time.Duration;

/** UNAVAILABLE for a time that is known. */
public final class TryAgain extends ParleyException {
    private final Duration wait;

    /** @param wait from when on it is possible; programs are told whole seconds, at least one */
    public TryAgain(ErrorCode code, String detail, Duration wait) {
        super(code, detail);
        this.wait = wait;
    }

    /** Whole seconds, rounded up, at least one. */
    public static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    public long seconds() {
        return seconds(wait);
    }
}
