package dev.parley.gateway.live;

import dev.parley.gateway.live.LiveEntry.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a station publishes a camera: WHIP, RFC 9725. Needs the token that came with the episode's start. */
@Path("/station/v1/whip/{episode}/{camera}")
@LiveHeaders.Bound
public class WhipResource extends LiveResource {

    private final LiveService live;
    private final LiveTokens tokens;

    public WhipResource(LiveService live, LiveTokens tokens, IceServers iceServers) {
        super(live, Role.PUBLISHER, iceServers);
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
                        "/station/v1/whip/" + channel.episode() + "/" + channel.camera(), answer, iceServers.links()));
    }

    @Override
    List<String> linksBefore(LiveChannelId channel, Optional<BearerToken> token) {
        token.ifPresent(brought -> tokens.verifyPublisher(brought.text(), channel));
        return token.isPresent() ? iceServers.links() : List.of();
    }
}
