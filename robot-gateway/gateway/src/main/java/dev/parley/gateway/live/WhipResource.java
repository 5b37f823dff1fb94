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

/** Where a station publishes a camera: WHIP, RFC 9725. Needs the token that came with the episode's start. */
@Path("/station/v1/whip/{episode}/{camera}")
@LiveHeaders.Bound
public class WhipResource extends LiveResource {

    private final LiveService live;
    private final LiveTokens tokens;

    public WhipResource(LiveService live, LiveTokens tokens) {
        super(live, Role.PUBLISHER);
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
        return live.publish(channel, token, SdpOffer.toPublish(body))
                .map(answer -> LiveResponses.created(
                        "/station/v1/whip/" + channel.episode() + "/" + channel.camera(), answer));
    }
}
