package dev.parley.core.remote;

import java.time.Instant;

/**
 * One way in which a server answers.
 *
 * @param number 1 for the first
 * @param certificateDigest of the newest examination that found it so
 * @param tolerance how far a number of an answer may be from what it was
 * @param apart the largest distance at {@code checkedAt}
 */
public record RemoteVersion(
        String digest,
        int number,
        Instant openedAt,
        String certificateDigest,
        double tolerance,
        Instant checkedAt,
        double apart) {}
