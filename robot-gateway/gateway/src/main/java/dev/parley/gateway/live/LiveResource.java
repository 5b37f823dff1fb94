package dev.parley.gateway.live;

import dev.parley.gateway.live.LiveEntry.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What becomes of a session once it is made: the same for WHIP and WHEP, on whichever replica it was made. */
@LiveHeaders.Bound
abstract class LiveResource {

    private final LiveService live;
    private final Role role;

    LiveResource(LiveService live, Role role) {
        this.live = live;
        this.role = role;
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
        return LiveResponses.notAllowed();
    }

    @PUT
    public Response put() {
        return LiveResponses.notAllowed();
    }

    @OPTIONS
    public Response options() {
        return LiveResponses.options();
    }

    @OPTIONS
    @Path("/{session}")
    public Response sessionOptions() {
        return LiveResponses.sessionOptions();
    }
}
