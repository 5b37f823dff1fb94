package dev.parley.gateway.live;

import dev.parley.gateway.live.LiveEntry.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a session once it is made: the same for WHIP and WHEP, on whichever replica it was made. */
@LiveHeaders.Bound
abstract class LiveResource {

    private final LiveService live;
    private final Role role;
    final IceServers iceServers;

    LiveResource(LiveService live, Role role, IceServers iceServers) {
        this.live = live;
        this.role = role;
        this.iceServers = iceServers;
    }

    @PATCH
    @Path("/{session}")
    @Consumes(LiveResponses.FRAGMENT)
    public Uni<Response> addCandidates(
            @PathParam("episode") String episode,
            @PathParam("camera") String camera,
            @PathParam("session") String session,
            @HeaderParam("Authorization") @Nullable String authorization,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            String body) {
        return live.session(role, LiveChannelId.parse(episode, camera), session, BearerToken.from(authorization))
                .chain(entry -> live.addCandidates(entry, LiveResponses.fragment(body, ifMatch, entry.entityTag())))
                .map(done -> Response.noContent().build());
    }

    @DELETE
    @Path("/{session}")
    public Uni<Response> end(
            @PathParam("episode") String episode,
            @PathParam("camera") String camera,
            @PathParam("session") String session,
            @HeaderParam("Authorization") @Nullable String authorization) {
        return live.session(role, LiveChannelId.parse(episode, camera), session, BearerToken.from(authorization))
                .chain(live::end)
                .map(done -> Response.ok().build());
    }

    @GET
    public Response get() {
        return LiveResponses.notAllowed(LiveResponses.ENDPOINT_METHODS);
    }

    @PUT
    public Response put() {
        return LiveResponses.notAllowed(LiveResponses.ENDPOINT_METHODS);
    }

    @PATCH
    public Response patch() {
        return LiveResponses.notAllowed(LiveResponses.ENDPOINT_METHODS);
    }

    @DELETE
    public Response delete() {
        return LiveResponses.notAllowed(LiveResponses.ENDPOINT_METHODS);
    }

    @GET
    @Path("/{session}")
    public Response getSession() {
        return LiveResponses.notAllowed(LiveResponses.SESSION_METHODS);
    }

    @PUT
    @Path("/{session}")
    public Response putSession() {
        return LiveResponses.notAllowed(LiveResponses.SESSION_METHODS);
    }

    @POST
    @Path("/{session}")
    public Response postSession() {
        return LiveResponses.notAllowed(LiveResponses.SESSION_METHODS);
    }

    /** A page's preflight brings no token; whoever brings one is told the ICE servers before the offer. */
    @OPTIONS
    public Response options(
            @PathParam("episode") String episode,
            @PathParam("camera") String camera,
            @HeaderParam("Authorization") @Nullable String authorization) {
        LiveChannelId channel = LiveChannelId.parse(episode, camera);
        return LiveResponses.options(linksBefore(channel, BearerToken.from(authorization)));
    }

    /** The ICE servers for a client that has no session yet; none where it is not told yet who may have one. */
    abstract List<String> linksBefore(LiveChannelId channel, Optional<BearerToken> token);

    @OPTIONS
    @Path("/{session}")
    public Response sessionOptions() {
        return LiveResponses.sessionOptions();
    }
}
