package dev.parley.gateway.live;

import dev.parley.gateway.live.LiveEntry.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Where people watch a camera: WHEP (draft-ietf-wish-whep). Watching is open to all. A viewer that brings a bearer token of its own making
 * is the only one who can change or end its session; one that brings none relies on the address of the session, which cannot be guessed.
 */
@Path("/api/v1/episodes/{episode}/live/{camera}")
@LiveHeaders.Bound
public class WhepResource extends LiveResource {

    private final LiveService live;

    public WhepResource(LiveService live) {
        super(live, Role.VIEWER);
        this.live = live;
    }

    @POST
    @Consumes(LiveResponses.SDP)
    public Uni<Response> watch(
            @PathParam("episode") String episode,
            @PathParam("camera") String camera,
            @HeaderParam("Authorization") @Nullable String authorization,
            String body) {
        LiveChannelId channel = LiveChannelId.parse(episode, camera);
        return live.watch(channel, BearerToken.from(authorization), SdpOffer.parse(body))
                .map(answer -> LiveResponses.created(
                        "/api/v1/episodes/" + channel.episode() + "/live/" + channel.camera(), answer));
    }
}
