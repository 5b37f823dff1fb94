package dev.parley.core.artifact;

import java.net.URI;
import java.util.Map;

/**
 * Permission to put one artifact with one request, until it expires.
 *
 * @param location takes the whole artifact as the body of a {@code PUT}; a secret
 * @param headers must be sent along exactly; they bind what was claimed
 */
public record DirectUpload(URI location, Map<String, String> headers) {
    public DirectUpload {
        headers = Map.copyOf(headers);
    }

    /** Without what allows the upload. */
    @Override
    public String toString() {
        return "DirectUpload[" + location.getHost() + "]";
    }
}
