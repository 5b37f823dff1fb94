package dev.parley.station.whip;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * Where one camera of one episode is published and the token that allows it.
 *
 * @param uri absolute http or https address of the WHIP endpoint
 * @param token bearer token; never logged, never part of an address
 */
public record WhipEndpoint(URI uri, String token) {
    public WhipEndpoint {
        requireNonNull(uri, "uri is null");
        requireNonNull(token, "token is null");
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException("a WHIP endpoint is an absolute http or https address, not " + uri);
        }
        if (token.isBlank()) {
            throw new IllegalArgumentException("the WHIP token is blank");
        }
    }

    @Override
    public String toString() {
        return "WhipEndpoint[" + uri + "]";
    }
}
