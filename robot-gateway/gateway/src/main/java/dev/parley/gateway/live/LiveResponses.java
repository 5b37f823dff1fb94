package dev.parley.gateway.live;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The half of WHIP (RFC 9725) and WHEP that is the same for both. */
final class LiveResponses {

    static final String SDP = "application/sdp";
    static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    static final String ENDPOINT_METHODS = "OPTIONS, POST";
    static final String SESSION_METHODS = "OPTIONS, PATCH, DELETE";

    private LiveResponses() {}

    /** @param links of the ICE servers that this client may use */
    static Response created(String collection, LiveAnswer answer, List<String> links) {
        Response.ResponseBuilder response = Response.created(URI.create(collection + "/" + answer.sessionId()))
                .type(SDP)
                .header("ETag", answer.entityTag())
                .header("Accept-Patch", FRAGMENT)
                .header("Cache-Control", "no-store")
                .entity(answer.sdp());
        links.forEach(link -> response.header("Link", link));
        return response.build();
    }

    /** @param links of the ICE servers that this client may use */
    static Response options(List<String> links) {
        Response.ResponseBuilder response =
                Response.noContent().header("Accept-Post", SDP).header("Allow", ENDPOINT_METHODS);
        if (!links.isEmpty()) {
            response.header("Cache-Control", "no-store");
        }
        links.forEach(link -> response.header("Link", link));
        return response.build();
    }

    static Response sessionOptions() {
        return Response.noContent()
                .header("Accept-Patch", FRAGMENT)
                .header("Allow", SESSION_METHODS)
                .build();
    }

    /** RFC 9725, section 4.2: what is kept for later versions of the protocol is refused in this one. */
    static Response notAllowed(String methods) {
        return Response.status(405).header("Allow", methods).build();
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
        // RFC 9110, section 13.1.1: a list, and a weak tag equals none.
        if (Arrays.stream(ifMatch.split(",")).map(String::strip).noneMatch(entityTag::equals)) {
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
