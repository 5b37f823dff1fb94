package dev.parley.policy.link;

import dev.parley.policy.wire.WireBounds;
import java.time.Duration;

/**
 * How long a policy server may take and how much it may say.
 *
 * @param connect for connection, TLS, handshake and first message, each
 * @param firstInference the first may compile a network first
 * @param inference every later one
 * @param request what is sent at most
 * @param reply what is taken at most
 * @param requestsPerSecond requests beyond are refused here, so that a loop that runs wild does not flood a stranger
 * @param controlFramesPerSecond pings and the like that are answered
 */
public record LinkLimits(
        Duration connect,
        Duration firstInference,
        Duration inference,
        WireBounds request,
        WireBounds reply,
        int requestsPerSecond,
        int controlFramesPerSecond) {
    public static final LinkLimits USUAL = new LinkLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(90),
            Duration.ofSeconds(10),
            WireBounds.OBSERVATION,
            WireBounds.REPLY,
            100,
            100);

    /** For who asks a server some thousand times on purpose. */
    public static final LinkLimits EXAMINATION = new LinkLimits(
            USUAL.connect(),
            USUAL.firstInference(),
            USUAL.inference(),
            USUAL.request(),
            USUAL.reply(),
            100_000,
            USUAL.controlFramesPerSecond());
}
