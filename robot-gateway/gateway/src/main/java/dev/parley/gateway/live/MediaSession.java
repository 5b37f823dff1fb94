package dev.parley.gateway.live;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.kurento.client.WebRtcEndpoint;

/**
 * One WHIP publication or WHEP viewing: a WebRtcEndpoint and the resource its client knows it by. The id is random
 * enough that nobody meets it by guessing; where the client came with a token, only that token may change or end it.
 */
final class MediaSession {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 24;

    enum Role {
        PUBLISHER,
        VIEWER
    }

    private final String id;
    private final Role role;
    private final LiveChannelId channel;
    private final WebRtcEndpoint endpoint;
    private final Optional<byte[]> tokenDigest;
    private final Instant since;
    private volatile boolean connected;

    MediaSession(
            Role role, LiveChannelId channel, WebRtcEndpoint endpoint, Optional<BearerToken> token, Instant since) {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        this.role = role;
        this.channel = channel;
        this.endpoint = endpoint;
        tokenDigest = token.map(BearerToken::digest);
        this.since = since;
    }

    String id() {
        return id;
    }

    Role role() {
        return role;
    }

    LiveChannelId channel() {
        return channel;
    }

    WebRtcEndpoint endpoint() {
        return endpoint;
    }

    Instant since() {
        return since;
    }

    /** True once its media path was up. */
    boolean isConnected() {
        return connected;
    }

    void connected() {
        connected = true;
    }

    /** The entity tag of its ICE session; it never restarts, so the id serves. */
    String entityTag() {
        return "\"" + id.substring(0, 8) + "\"";
    }

    /** @throws ParleyException TOKEN_REFUSED unless the bearer is who made the session */
    void requireMadeBy(Optional<BearerToken> bearer) {
        byte[] mine = tokenDigest.orElse(null);
        if (mine == null) {
            return;
        }
        if (bearer.isEmpty() || !MessageDigest.isEqual(mine, bearer.get().digest())) {
            throw new ParleyException(
                    ErrorCode.TOKEN_REFUSED, "this media session belongs to the token it was made with");
        }
    }
}
