package dev.parley.gateway.live;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The half of WHIP (RFC 9725) and WHEP that is the same for both. */
final class LiveResponses {

    static final String SDP = "application/sdp";
    static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private LiveResponses() {}

    static Response created(String collection, LiveAnswer answer) {
        return Response.created(URI.create(collection + "/" + answer.sessionId()))
                .type(SDP)
                .header("ETag", answer.entityTag())
                .header("Accept-Patch", FRAGMENT)
                .header("Cache-Control", "no-store")
                .entity(answer.sdp())
                .build();
    }

    static Response options() {
        return Response.noContent()
                .header("Accept-Post", SDP)
                .header("Allow", "OPTIONS, POST")
                .build();
    }

    /** RFC 9725, section 4.2: what an endpoint answers to GET, HEAD and PUT. */
    static Response notAllowed() {
        return Response.status(405).header("Allow", "OPTIONS, POST").build();
    }

    static Response sessionOptions() {
        return Response.noContent()
                .header("Accept-Patch", FRAGMENT)
                .header("Allow", "OPTIONS, PATCH, DELETE")
                .build();
    }

    /** Refuses an ICE restart: which of trickle and restart a server has is its choice, ours is trickle. */
    static SdpFragment fragment(String body, @Nullable String ifMatch, String entityTag) {
        if (SdpFragment.isRestart(body) || "*".equals(ifMatch)) {
            throw new ParleyException(
                    ErrorCode.ICE_RESTART_UNSUPPORTED, "ICE restart is not offered; make a new session instead");
        }
        if (ifMatch == null) {
            throw new ParleyException(
                    ErrorCode.ENTITY_TAG_MISSING, "candidates need an If-Match header with the ETag of the session");
        }
        if (!ifMatch.equals(entityTag)) {
            throw new ParleyException(
                    ErrorCode.ENTITY_TAG_STALE, "If-Match names another ICE session than the one that runs");
        }
        return SdpFragment.parse(body);
    }

    static BearerToken required(Optional<BearerToken> token) {
        return token.orElseThrow(() -> new ParleyException(
                ErrorCode.TOKEN_REFUSED, "publishing needs the bearer token that came with the episode's start"));
    }
}
