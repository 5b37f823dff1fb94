package dev.parley.policy.wire;

/**
 * How large a message may be that is read or written.
 *
 * @param bytes of the whole message
 * @param depth of maps and lists in each other; a map or list at the top counts one
 * @param values of all kinds together, keys not counted
 * @param textBytes of one text in UTF-8, keys too
 */
public record WireBounds(int bytes, int depth, int values, int textBytes) {
    /** Room for an observation with a few large uncompressed pictures. */
    public static final WireBounds OBSERVATION = new WireBounds(32 * 1024 * 1024, 8, 4_096, 16_384);

    /** An action chunk, timings and a state: generous, since what comes from a stranger's server is read with it. */
    public static final WireBounds REPLY = new WireBounds(4 * 1024 * 1024, 8, 16_384, 16_384);
}
