package dev.parley.core.consent;

/**
 * What somebody ticked.
 *
 * @param version of the text they read
 */
public record Agreement(String version, boolean publish, boolean training, boolean ageOk) {}
