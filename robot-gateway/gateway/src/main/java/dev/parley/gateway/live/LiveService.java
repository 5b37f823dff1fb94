package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.LiveVideo;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.kurento.client.ConnectionState;
import org.kurento.client.IceComponentState;
import org.kurento.client.KurentoClient;
import org.kurento.client.WebRtcEndpoint;

/** The live channels of this replica. Every method returns at once; the media server is spoken to on Kurento's threads. */
@ApplicationScoped
public class LiveService implements LiveVideo {

    private static final Logger LOG = Logger.getLogger(LiveService.class);

    private final KurentoConnection kurento;
    private final LiveConfig config;
    private final Clock clock;
    private final ViewerPlaces places;
    private final Map<LiveChannelId, LiveChannel> channels = new ConcurrentHashMap<>();
    private final Map<String, MediaSession> sessions = new ConcurrentHashMap<>();

    public LiveService(KurentoConnection kurento, LiveConfig config, Clock clock) {
        this.kurento = kurento;
        this.config = config;
        this.clock = clock;
        places = new ViewerPlaces(config.viewersPerEpisode(), config.viewersTotal());
        kurento.whenLost(this::forgetEverything);
    }

    /** Takes a station's picture. Who watches the channel already goes on watching, with the new picture. */
    Uni<LiveAnswer> publish(LiveChannelId id, BearerToken token, SdpOffer offer) {
        return kurento.call(client -> {
            LiveChannel channel = openChannel(client, id);
            MediaSession session = new MediaSession(
                    MediaSession.Role.PUBLISHER, id, endpoint(channel), Optional.of(token), clock.instant());
            return established(session, () -> {
                String answer = EndpointNegotiation.answer(session.endpoint(), offer);
                channel.publishedBy(session).ifPresent(this::release);
                return answer;
            });
        });
    }

    /** Shows the channel to one more viewer; fails with NOT_LIVE or LIVE_PLACES_TAKEN. */
    Uni<LiveAnswer> watch(LiveChannelId id, Optional<BearerToken> token, SdpOffer offer) {
        // Asked before the media server is: whether it is there says nothing about a picture that is not.
        return Uni.createFrom()
                .item(() -> liveChannel(id))
                .chain(channel -> kurento.call(client -> {
                    places.take(id.episode());
                    try {
                        MediaSession session = new MediaSession(
                                MediaSession.Role.VIEWER, id, endpoint(channel), token, clock.instant());
                        return established(session, () -> {
                            if (!channel.watchedBy(session)) {
                                throw notLive(id);
                            }
                            return EndpointNegotiation.answer(session.endpoint(), offer);
                        });
                    } catch (Exception e) {
                        places.free(id.episode());
                        throw e;
                    }
                }));
    }

    /** Ends a publication or a viewing. A publisher that says goodbye takes the channel with it. */
    Uni<Void> end(LiveChannelId id, String sessionId, Optional<BearerToken> token) {
        return kurento.run(client -> {
            MediaSession session = session(id, sessionId, token);
            drop(session);
            LiveChannel channel = channels.get(id);
            if (session.role() == MediaSession.Role.PUBLISHER
                    && channel != null
                    && channel.publisher().isEmpty()) {
                close(channel);
            }
        });
    }

    /** Adds candidates that came after the offer. */
    Uni<Void> addCandidates(LiveChannelId id, String sessionId, Optional<BearerToken> token, SdpFragment fragment) {
        return kurento.run(client -> {
            MediaSession session = session(id, sessionId, token);
            fragment.candidates().forEach(session.endpoint()::addIceCandidate);
        });
    }

    /** @throws ParleyException LIVE_SESSION_UNKNOWN if there is no such session, TOKEN_REFUSED if it belongs to another token */
    MediaSession session(LiveChannelId id, String sessionId, Optional<BearerToken> token) {
        MediaSession session = sessions.get(sessionId);
        if (session == null || !session.channel().equals(id)) {
            throw new ParleyException(ErrorCode.LIVE_SESSION_UNKNOWN, "no such media session; it has ended");
        }
        session.requireMadeBy(token);
        return session;
    }

    @Override
    public boolean live(EpisodeId episode, String camera) {
        LiveChannel channel = channels.get(new LiveChannelId(episode, camera));
        return channel != null
                && channel.publisher().filter(MediaSession::isConnected).isPresent();
    }

    @Override
    public int viewers(EpisodeId episode) {
        return places.of(episode);
    }

    /** Lets go of sessions that never connected and of channels whose station did not come back. */
    void sweep() {
        Instant now = clock.instant();
        Instant tooLate = now.minus(config.connectWithin());
        sessions.values().stream()
                .filter(session -> !session.isConnected() && session.since().isBefore(tooLate))
                .forEach(session -> kurento.later("giving up a session that never connected", () -> drop(session)));
        Instant deserted = now.minus(config.publisherGrace());
        channels.values().stream()
                .filter(channel -> channel.isDesertedSince(deserted))
                .forEach(channel -> kurento.later("closing a deserted channel", () -> close(channel)));
    }

    private LiveChannel openChannel(KurentoClient client, LiveChannelId id) {
        return channels.compute(
                id,
                (key, open) -> open != null && open.generation() == kurento.generation()
                        ? open
                        : new LiveChannel(id, client.createMediaPipeline(), kurento.generation(), clock.instant()));
    }

    private LiveChannel liveChannel(LiveChannelId id) {
        LiveChannel channel = channels.get(id);
        if (channel == null || channel.publisher().isEmpty()) {
            throw notLive(id);
        }
        return channel;
    }

    private static ParleyException notLive(LiveChannelId id) {
        return new ParleyException(ErrorCode.NOT_LIVE, id + " has no live picture now");
    }

    private static WebRtcEndpoint endpoint(LiveChannel channel) {
        return new WebRtcEndpoint.Builder(channel.pipeline()).build();
    }

    /** Negotiates and puts the session into its channel; undone as a whole if any of it fails. */
    private LiveAnswer established(MediaSession session, Callable<String> negotiation) throws Exception {
        try {
            watchState(session);
            String answer = negotiation.call();
            sessions.put(session.id(), session);
            return new LiveAnswer(session.id(), answer, session.entityTag());
        } catch (Exception e) {
            LiveChannel channel = channels.get(session.channel());
            if (channel != null) {
                channel.remove(session, clock.instant());
            }
            kurento.later("releasing the endpoint of a failed session", () -> release(session));
            throw e;
        }
    }

    private void watchState(MediaSession session) {
        session.endpoint().addIceComponentStateChangedListener(event -> {
            IceComponentState state = event.getState();
            if (state == IceComponentState.CONNECTED || state == IceComponentState.READY) {
                session.connected();
            } else if (state == IceComponentState.FAILED) {
                kurento.later("dropping a session whose media path failed", () -> drop(session));
            }
        });
        session.endpoint().addConnectionStateChangedListener(event -> {
            if (event.getNewState() == ConnectionState.DISCONNECTED && session.isConnected()) {
                kurento.later("dropping a session that ended", () -> drop(session));
            }
        });
    }

    /** Takes the session out of everything and releases its endpoint. Does nothing the second time. */
    private void drop(MediaSession session) {
        if (!sessions.remove(session.id(), session)) {
            return;
        }
        LiveChannel channel = channels.get(session.channel());
        if (channel != null) {
            channel.remove(session, clock.instant());
        }
        if (session.role() == MediaSession.Role.VIEWER) {
            places.free(session.channel().episode());
        }
        release(session);
    }

    private void release(MediaSession session) {
        sessions.remove(session.id(), session);
        session.endpoint().release();
    }

    private void close(LiveChannel channel) {
        if (channels.remove(channel.id(), channel)) {
            channel.viewers().forEach(this::drop);
            channel.publisher().ifPresent(this::drop);
            channel.pipeline().release();
            LOG.infof("live channel %s is closed", channel.id());
        }
    }

    /** The media server lost its memory; so do we. Stations and viewers come back by themselves. */
    private void forgetEverything() {
        sessions.clear();
        channels.clear();
        places.clear();
        LOG.warn("the media server was restarted: every live channel is built anew as its station comes back");
    }
}
