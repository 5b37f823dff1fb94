package dev.parley.station;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * Where the live picture of one camera is published.
 *
 * @param whip absolute address of the WHIP endpoint
 * @param bearer token for this episode and camera
 */
public record LiveTarget(String camera, URI whip, String bearer) {
    public LiveTarget {
        requireNonNull(camera, "camera is null");
        requireNonNull(whip, "whip is null");
        requireNonNull(bearer, "bearer is null");
    }

    /** Without the token: this goes to logs. */
    @Override
    public String toString() {
        return "LiveTarget[" + camera + " at " + whip + "]";
    }
}
