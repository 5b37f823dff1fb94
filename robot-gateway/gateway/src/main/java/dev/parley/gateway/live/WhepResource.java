package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.gateway.live.LiveEntry.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where people watch a camera: WHEP (draft-ietf-wish-whep). Watching is open to all. A viewer that brings a bearer token of its own making
 * is the only one who can change or end its session; one that brings none relies on the address of the session, which cannot be guessed.
 * One that says how long it would wait for a picture ({@code Prefer: wait=10}) is let in as soon as there is one, and hears 204 with
 * {@code Retry-After} when there was none until then; one that does not hears 409 at once. Whoever asked the episode, by their
 * cookie, and operators, by their key in {@code X-Parley-Operator}, have places that nobody else can take. A camera in the real world
 * is shown while its episode is public ({@link PublicMoments}), to operators at any time.
 */
@Path("/api/v1/episodes/{episode}/live/{camera}")
@LiveHeaders.Bound
public class WhepResource extends LiveResource {

    private final LiveService live;
    private final BlindEpisodes blind;
    private final Entitled entitled;
    private final PublicMoments moments;

    public WhepResource(
            LiveService live, BlindEpisodes blind, Entitled entitled, PublicMoments moments, IceServers iceServers) {
        super(live, Role.VIEWER, iceServers);
        this.live = live;
        this.blind = blind;
        this.entitled = entitled;
        this.moments = moments;
    }

    @POST
    @Consumes(LiveResponses.SDP)
    public Uni<Response> watch(
            @PathParam("episode") String episode,
            @PathParam("camera") String camera,
            @HeaderParam("Authorization") @Nullable String authorization,
            @HeaderParam("Prefer") @Nullable String prefer,
            @HeaderParam(Entitled.OPERATOR) @Nullable String operator,
            String body) {
        LiveChannelId channel = LiveChannelId.parse(episode, camera);
        Optional<Duration> patience = Patience.from(prefer);
        Optional<BearerToken> token = BearerToken.from(authorization);
        SdpOffer offer = SdpOffer.toWatch(body);
        return entitled.to(channel.episode(), Optional.ofNullable(operator))
                .map(reserved -> seat(reserved, operator))
                .call(seat -> mayWatch(channel.episode(), seat))
                .chain(seat -> live.watch(channel, token, offer, patience.orElse(Duration.ZERO), seat)
                        // The episode may have ended, or begun, while a picture was waited for.
                        .call(answer -> mayWatch(channel.episode(), seat)
                                .onFailure()
                                .call(() -> live.endPublic(channel.episode()))))
                .map(answer -> LiveResponses.created(
                        "/api/v1/episodes/" + channel.episode() + "/live/" + channel.camera(),
                        answer,
                        iceServers.links()))
                .onFailure(failure -> patience.isPresent() && isNotLive(failure))
                .recoverWithItem(
                        () -> Response.noContent().header("Retry-After", "1").build());
    }

    /** A viewer's own token says nothing of whether there is a place for it: the answer to its offer brings the servers. */
    @Override
    List<String> linksBefore(LiveChannelId channel, Optional<BearerToken> token) {
        return List.of();
    }

    private Uni<Void> mayWatch(EpisodeId episode, Seat seat) {
        return blind.requireOpen(episode)
                .chain(() -> seat == Seat.OPERATORS ? Uni.createFrom().voidItem() : moments.require(episode));
    }

    /** Whoever sends a key that is none has been refused by now. */
    private static Seat seat(boolean reserved, @Nullable String operator) {
        if (!reserved) {
            return Seat.EVERYBODYS;
        }
        return operator == null ? Seat.ASKERS : Seat.OPERATORS;
    }

    private static boolean isNotLive(Throwable failure) {
        return failure instanceof ParleyException problem && problem.code() == ErrorCode.NOT_LIVE;
    }
}
