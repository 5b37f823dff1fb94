package dev.parley.core.turn;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.time.Duration;

/**
 * LINE_CLOSED: whoever came now would wait longer than anybody is let in for. Carries the numbers, so that a page or a
 * program can show them.
 */
public final class LineClosed extends ParleyException {
    private final Duration wait;
    private final Duration longest;

    /**
     * @param wait nine in ten who came now would have begun by then
     * @param longest the longest such wait that anybody is let in for
     */
    public LineClosed(Duration wait, Duration longest) {
        super(
                ErrorCode.LINE_CLOSED,
                "The line is closed for now: asked now, this would wait up to %s, and nobody is let in for more than %s."
                                .formatted(spoken(wait), spoken(longest))
                        + " Nothing was sent; it opens again as others have had their turn.");
        this.wait = wait;
        this.longest = longest;
    }

    /** What nine in ten would not wait longer than. */
    public Duration expectedWait() {
        return wait;
    }

    /** What nobody is let in for more than. */
    public Duration longestWait() {
        return longest;
    }

    /** Rounded up, so that a wait over the limit never reads as the limit itself where minutes can tell them apart. */
    private static String spoken(Duration length) {
        if (length.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(1, length.plusMillis(999).toSeconds()) + " s";
        }
        long minutes = length.plusSeconds(59).toMinutes();
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
