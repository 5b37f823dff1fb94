package dev.parley.station.whip;

/** What a publisher is doing. */
public enum WhipState {
    /** Posting the offer or waiting for the media path. */
    CONNECTING,
    /** Pictures flow. */
    LIVE,
    /** The last attempt failed or broke; another follows after a pause. */
    RETRYING,
    /** The platform does not want this video (wrong or expired token, episode over); it is not asked again. */
    REFUSED,
    CLOSED
}
