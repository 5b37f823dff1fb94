package dev.parley.gateway.live;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What every replica may know of one publication or viewing: enough to act on it through the media server. A publisher's
 * entry stands for its channel, and stays for a while without an endpoint when the picture broke off.
 *
 * @param session last part of its resource's address; random enough that nobody meets it by guessing
 * @param pipeline of the channel, as the media server names it
 * @param endpoint empty while there is none: a place that is being taken, a publisher that is awaited
 * @param tokenDigest where the client came with a token, only that token may change or end the session
 * @param connected whether the media path was up
 * @param replica who hears its events and refreshes it
 */
record LiveEntry(
        Role role,
        LiveChannelId channel,
        String session,
        String pipeline,
        Optional<String> endpoint,
        Optional<String> tokenDigest,
        boolean connected,
        String replica) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 24;
    static final String VIEWERS = "viewer:";

    /** Begins the session of whoever sits in a reserved place; stands in no other id, for which it is no letter. */
    static final String RESERVED = "r.";

    /** Begins the session of whoever sits in a reserved place by an operator's key. */
    static final String OPERATORS = RESERVED + "o.";

    enum Role {
        PUBLISHER,
        VIEWER
    }

    LiveEntry {
        requireNonNull(role, "role is null");
        requireNonNull(channel, "channel is null");
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(tokenDigest, "tokenDigest is null");
    }

    static String newSession() {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static String newSession(Seat seat) {
        return switch (seat) {
            case EVERYBODYS -> newSession();
            case ASKERS -> RESERVED + newSession();
            case OPERATORS -> OPERATORS + newSession();
        };
    }

    /** Whether this viewer sits in a place that others cannot take. */
    boolean reserved() {
        return session.startsWith(RESERVED);
    }

    /** Whether this viewer came with an operator's key, and sees what not everybody may. */
    boolean operators() {
        return session.startsWith(OPERATORS);
    }

    /** Under which name the directory has it: one publisher a channel, any number of viewers. */
    static String field(Role role, LiveChannelId channel, String session) {
        return switch (role) {
            case PUBLISHER -> "channel:" + channel.episode() + "/" + channel.camera();
            case VIEWER -> viewersOf(channel.episode()) + session;
        };
    }

    static String viewersOf(EpisodeId episode) {
        return VIEWERS + episode + ":";
    }

    String field() {
        return field(role, channel, session);
    }

    LiveEntry withEndpoint(String id) {
        return new LiveEntry(role, channel, session, pipeline, Optional.of(id), tokenDigest, connected, replica);
    }

    LiveEntry nowConnected() {
        return new LiveEntry(role, channel, session, pipeline, endpoint, tokenDigest, true, replica);
    }

    /** The channel after its picture broke off. */
    LiveEntry awaitingPublisher() {
        return new LiveEntry(role, channel, session, pipeline, Optional.empty(), tokenDigest, false, replica);
    }

    LiveEntry ownedBy(String other) {
        return new LiveEntry(role, channel, session, pipeline, endpoint, tokenDigest, connected, other);
    }

    /** The entity tag of its ICE session, quoted; it never restarts, so the id serves. */
    String entityTag() {
        return "\"" + session.substring(session.length() - 8) + "\"";
    }

    static String digest(BearerToken token) {
        return HexFormat.of().formatHex(token.digest());
    }

    /** @throws ParleyException TOKEN_REFUSED unless the bearer is who made the session */
    void requireMadeBy(Optional<BearerToken> bearer) {
        if (tokenDigest.isEmpty()) {
            return;
        }
        byte[] mine = HexFormat.of().parseHex(tokenDigest.get());
        if (bearer.isEmpty() || !MessageDigest.isEqual(mine, bearer.get().digest())) {
            throw new ParleyException(
                    ErrorCode.TOKEN_REFUSED, "this media session belongs to the token it was made with");
        }
    }

    String json() {
        JsonObject json = new JsonObject()
                .put("role", role.name())
                .put("episode", channel.episode().toString())
                .put("camera", channel.camera())
                .put("session", session)
                .put("pipeline", pipeline)
                .put("connected", connected)
                .put("replica", replica);
        endpoint.ifPresent(id -> json.put("endpoint", id));
        tokenDigest.ifPresent(digest -> json.put("token", digest));
        return json.encode();
    }

    static LiveEntry parse(String text) {
        JsonObject json = new JsonObject(text);
        return new LiveEntry(
                Role.valueOf(json.getString("role")),
                LiveChannelId.parse(json.getString("episode"), json.getString("camera")),
                json.getString("session"),
                json.getString("pipeline"),
                Optional.ofNullable(json.getString("endpoint")),
                Optional.ofNullable(json.getString("token")),
                json.getBoolean("connected"),
                json.getString("replica"));
    }
}
