package dev.parley.contracts.wire;

/** Sizes that both ends of the station protocol keep to. */
public final class WireLimits {
    /** The version of the protocol that this code speaks. */
    public static final int PROTOCOL = 1;

    /** Largest control frame: a goal image, a rendered preview or the description of a scene fits. */
    public static final int CONTROL_FRAME_BYTES = 2 * 1024 * 1024;

    /** Largest telemetry frame in either encoding. */
    public static final int TELEMETRY_FRAME_BYTES = 1024 * 1024;

    /** Steps in one batch, as protobuf: small enough that an acknowledgement follows soon. */
    public static final int STEP_BATCH_BYTES = 256 * 1024;

    /** Largest poster. */
    public static final int POSTER_BYTES = 64 * 1024;

    /** A policy's notes on one step together, in UTF-16 units: a few lines that a person reads in passing. */
    public static final int STEP_NOTE_CHARACTERS = 500;

    /** Notes of a policy in one episode. */
    public static final int EPISODE_NOTES = 200;

    /** Privacy masks of one camera. */
    public static final int PRIVACY_MASKS = 16;

    private WireLimits() {}
}
