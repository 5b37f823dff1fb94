package dev.parley.core.artifact;

/**
 * What a sender says of an artifact before it is here.
 *
 * @param sha256 64 lower-case hex digits
 */
public record ArtifactClaim(String contentType, String sha256, long sizeBytes) {}
