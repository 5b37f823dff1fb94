package dev.parley.gateway.live;

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
import org.jspecify.annotations.Nullable;

/** Where a station publishes a camera: WHIP, RFC 9725. Needs the token that came with the episode's start. */
@Path("/station/v1/whip/{episode}/{camera}")
@LiveHeaders.Bound
public class WhipResource {

    private final LiveService live;
    private final LiveTokens tokens;

    public WhipResource(LiveService live, LiveTokens tokens) {
        this.live = live;
        this.tokens = tokens;
    }

    @POST
    @Consumes(LiveResponses.SDP)
    public Uni<Response> publish(
            @PathParam("episode") String episode,
            @PathParam("camera") String camera,
            @HeaderParam("Authorization") @Nullable String authorization,
            String body) {
        LiveChannelId channel = LiveChannelId.parse(episode, camera);
        BearerToken token = LiveResponses.required(BearerToken.from(authorization));
        tokens.verifyPublisher(token.text(), channel);
        return live.publish(channel, token, SdpOffer.parse(body))
                .map(answer -> LiveResponses.created(
                        "/station/v1/whip/" + channel.episode() + "/" + channel.camera(), answer));
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
        LiveChannelId channel = LiveChannelId.parse(episode, camera);
        var token = BearerToken.from(authorization);
        String entityTag = live.session(channel, session, token).entityTag();
        return live.addCandidates(channel, session, token, LiveResponses.fragment(body, ifMatch, entityTag))
                .map(done -> Response.noContent().build());
    }

    @DELETE
    @Path("/{session}")
    public Uni<Response> end(
            @PathParam("episode") String episode,
            @PathParam("camera") String camera,
            @PathParam("session") String session,
            @HeaderParam("Authorization") @Nullable String authorization) {
        return live.end(LiveChannelId.parse(episode, camera), session, BearerToken.from(authorization))
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
