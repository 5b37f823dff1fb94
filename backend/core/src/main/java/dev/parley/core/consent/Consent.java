package dev.parley.core.consent;

import java.time.Instant;

/**
 * The newest agreement of one author.
 *
 * @param training whether what they sent may be used for training; counts for everything they ever sent
 * @param current whether it is of the present text; an older one has to be given anew
 */
public record Consent(String version, boolean training, Instant at, boolean current) {}
