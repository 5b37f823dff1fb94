package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.LiveVideo;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.gateway.live.LiveEntry.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.WebRtcEndpoint;
import org.kurento.client.internal.server.KurentoServerException;

/**
 * Publishes and shows live video. What one replica made, every other can act on: they meet in the directory and on the media
 * server. Every method returns at once; the media server is spoken to on Kurento's threads.
 */
@ApplicationScoped
public class LiveService implements LiveVideo {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int MOST_WAITING = 500;

    private final KurentoConnection kurento;
    private final LiveDirectory directory;
    private final LiveSessions sessions;
    private final IceServers iceServers;
    private final AtomicInteger waiting = new AtomicInteger();

    public LiveService(
            KurentoConnection kurento, LiveDirectory directory, LiveSessions sessions, IceServers iceServers) {
        this.kurento = kurento;
        this.directory = directory;
        this.sessions = sessions;
        this.iceServers = iceServers;
    }

    /** Takes a station's picture. Who watches the channel already goes on watching, with the new picture. */
    Uni<LiveAnswer> publish(LiveChannelId id, BearerToken token, SdpOffer offer) {
        return kurento.call(client -> {
            Optional<LiveEntry> before = directory.publisher(id);
            WebRtcEndpoint endpoint = publishingEndpoint(client, before);
            LiveEntry entry = new LiveEntry(
                    Role.PUBLISHER,
                    id,
                    LiveEntry.newSession(),
                    pipelineOf(endpoint),
                    Optional.of(endpoint.getId()),
                    Optional.of(LiveEntry.digest(token)),
                    false,
                    directory.replica());
            return undoneIfFailed(() -> unpublish(client, entry, endpoint, before), () -> {
                iceServers.equip(endpoint);
                String answer = EndpointNegotiation.answer(endpoint, offer);
                directory.put(entry).ifPresent(old -> replaced(client, old, entry));
                sessions.hold(entry, endpoint);
                connectViewers(client, endpoint, id);
                return new LiveAnswer(entry.session(), answer, entry.entityTag());
            });
        });
    }

    private void unpublish(KurentoClient client, LiveEntry entry, WebRtcEndpoint endpoint, Optional<LiveEntry> before) {
        sessions.letGo(entry);
        directory.remove(entry);
        if (before.filter(old -> old.pipeline().equals(entry.pipeline())).isPresent()) {
            endpoint.release();
        } else {
            LiveSessions.release(client, entry.pipeline());
        }
    }

    /** In the channel's pipeline where there is one, so that its viewers stay; else in a new one. */
    private static WebRtcEndpoint publishingEndpoint(KurentoClient client, Optional<LiveEntry> before) {
        if (before.isPresent()) {
            try {
                return new WebRtcEndpoint.Builder(client.getById(before.get().pipeline(), MediaPipeline.class)).build();
            } catch (KurentoServerException gone) {
                if (!KurentoErrors.isGone(gone)) {
                    throw gone;
                }
            }
        }
        return new WebRtcEndpoint.Builder(client.createMediaPipeline()).build();
    }

    /** The id of an endpoint begins with its pipeline's. */
    private static String pipelineOf(WebRtcEndpoint endpoint) {
        return endpoint.getId().substring(0, endpoint.getId().indexOf('/'));
    }

    private void replaced(KurentoClient client, LiveEntry old, LiveEntry now) {
        try {
            if (!old.pipeline().equals(now.pipeline())) {
                LiveSessions.release(client, old.pipeline());
            } else if (old.endpoint().isPresent()) {
                sessions.endpoint(client, old).release();
            }
        } catch (KurentoServerException gone) {
            if (!KurentoErrors.isGone(gone)) {
                throw gone;
            }
        }
        sessions.letGo(old);
    }

    private void connectViewers(KurentoClient client, WebRtcEndpoint publisher, LiveChannelId id) {
        for (LiveEntry viewer : directory.viewersOf(id)) {
            if (viewer.endpoint().isPresent()) {
                try {
                    publisher.connect(sessions.endpoint(client, viewer));
                } catch (KurentoServerException gone) {
                    directory.remove(viewer);
                }
            }
        }
    }

    /**
     * Shows the channel to one more viewer; fails with NOT_LIVE or LIVE_PLACES_TAKEN.
     *
     * @param patience how long to wait for its picture before it counts as not live
     * @param seat a reserved one is theirs while one is free; else they take one like everybody
     */
    Uni<LiveAnswer> watch(LiveChannelId id, Optional<BearerToken> token, SdpOffer offer, Duration patience, Seat seat) {
        // Asked before the media server is: whether it is there says nothing about a picture that is not.
        return awaited(id, patience)
                .chain(publisher -> kurento.call(client -> join(client, publisher, token, offer, seat)));
    }

    /** Anybody may ask for any channel: beyond so many at a time nobody else is waited for. */
    private Uni<LiveEntry> awaited(LiveChannelId id, Duration patience) {
        return Uni.createFrom().deferred(() -> {
            boolean mayWait = waiting.incrementAndGet() <= MOST_WAITING;
            long untilNs = System.nanoTime() + (mayWait ? patience.toNanos() : 0);
            return publisher(id, untilNs).onTermination().invoke(waiting::decrementAndGet);
        });
    }

    private Uni<LiveEntry> publisher(LiveChannelId id, long untilNs) {
        return directory.find(LiveEntry.field(Role.PUBLISHER, id, "")).chain(found -> {
            boolean there = found.filter(entry -> entry.endpoint().isPresent()).isPresent();
            return there || System.nanoTime() - untilNs >= 0
                    ? Uni.createFrom().item(() -> published(found, id))
                    : Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(LOOK_AGAIN)
                            .chain(() -> publisher(id, untilNs));
        });
    }

    private LiveAnswer join(
            KurentoClient client, LiveEntry publisher, Optional<BearerToken> token, SdpOffer offer, Seat seat)
            throws Exception {
        LiveEntry place = place(publisher, token, seat);
        try {
            return show(client, publisher, place, offer);
        } catch (Exception e) {
            // Before the refusal is told: whoever hears it may find the place free.
            leave(place);
            if (e instanceof KurentoServerException refusal && KurentoErrors.isGone(refusal)) {
                requirePublished(publisher.channel());
            }
            throw e;
        }
    }

    /** What is gone while it is still published went with its media server; else the channel has ended. */
    private LiveEntry requirePublished(LiveChannelId id) {
        return published(directory.publisher(id), id);
    }

    /** A reserved one where that is theirs and free, else one of everybody's. */
    private LiveEntry place(LiveEntry publisher, Optional<BearerToken> token, Seat seat) {
        if (seat != Seat.EVERYBODYS) {
            LiveEntry reserved = viewer(publisher, token, LiveEntry.newSession(seat));
            if (directory.join(reserved)) {
                return reserved;
            }
        }
        LiveEntry place = viewer(publisher, token, LiveEntry.newSession());
        if (!directory.join(place)) {
            throw KurentoErrors.placesTaken();
        }
        return place;
    }

    private LiveEntry viewer(LiveEntry publisher, Optional<BearerToken> token, String session) {
        return new LiveEntry(
                Role.VIEWER,
                publisher.channel(),
                session,
                publisher.pipeline(),
                Optional.empty(),
                token.map(LiveEntry::digest),
                false,
                directory.replica());
    }

    private LiveAnswer show(KurentoClient client, LiveEntry publisher, LiveEntry place, SdpOffer offer)
            throws Exception {
        WebRtcEndpoint endpoint = viewingEndpoint(client, publisher);
        LiveEntry entry = place.withEndpoint(endpoint.getId());
        return undoneIfFailed(() -> endpoint.release(), () -> {
            directory.put(entry);
            sessions.hold(entry, endpoint);
            connect(client, publisher, endpoint);
            iceServers.equip(endpoint);
            String answer = EndpointNegotiation.answer(endpoint, offer);
            return new LiveAnswer(entry.session(), answer, entry.entityTag());
        });
    }

    private void leave(LiveEntry place) {
        sessions.letGo(place);
        directory.remove(place);
    }

    private WebRtcEndpoint viewingEndpoint(KurentoClient client, LiveEntry publisher) {
        try {
            return new WebRtcEndpoint.Builder(client.getById(publisher.pipeline(), MediaPipeline.class)).build();
        } catch (KurentoServerException gone) {
            if (!KurentoErrors.isGone(gone)) {
                throw gone;
            }
            // The media server was restarted before whoever published there heard of it.
            directory.remove(publisher);
            throw notLive(publisher.channel());
        }
    }

    /** Puts a viewer behind the publisher; behind the next one if the station came back in this moment. */
    private void connect(KurentoClient client, LiveEntry publisher, WebRtcEndpoint viewer) {
        LiveEntry current = publisher;
        while (true) {
            sessions.endpoint(client, current).connect(viewer);
            LiveEntry now = requirePublished(current.channel());
            if (now.session().equals(current.session())) {
                return;
            }
            current = now;
        }
    }

    /**
     * The session behind a resource's address, made by whichever replica.
     *
     * @return fails with LIVE_SESSION_UNKNOWN if there is none, TOKEN_REFUSED if it belongs to another token
     */
    Uni<LiveEntry> session(Role role, LiveChannelId id, String sessionId, Optional<BearerToken> token) {
        return directory.find(LiveEntry.field(role, id, sessionId)).map(found -> {
            LiveEntry entry = found.filter(known ->
                            known.session().equals(sessionId) && known.channel().equals(id))
                    .orElseThrow(LiveService::ended);
            entry.requireMadeBy(token);
            return entry;
        });
    }

    /** Ends a publication or a viewing. A publisher that says goodbye takes the channel with it. */
    Uni<Void> end(LiveEntry entry) {
        return kurento.run(client -> {
            switch (entry.role()) {
                case PUBLISHER -> sessions.close(client, entry);
                case VIEWER -> {
                    leave(entry);
                    release(client, entry);
                }
            }
        });
    }

    /** Everybody who watches the episode lets go of it, but operators; of several replicas that do this one hears of each. */
    Uni<Void> endPublic(EpisodeId episode) {
        return kurento.run(client -> {
            for (LiveEntry viewer : directory.viewersOf(episode)) {
                if (!viewer.operators() && directory.remove(viewer)) {
                    sessions.letGo(viewer);
                    release(client, viewer);
                }
            }
        });
    }

    private void release(KurentoClient client, LiveEntry viewer) {
        if (viewer.endpoint().isPresent()) {
            try {
                client.getById(viewer.endpoint().get(), WebRtcEndpoint.class).release();
            } catch (KurentoServerException gone) {
                if (!KurentoErrors.isGone(gone)) {
                    throw gone;
                }
            }
        }
    }

    /** Episodes that somebody watches, as far as this replica knows. Waits for nothing. */
    Set<EpisodeId> watched() {
        return directory.watched();
    }

    /** Adds candidates that came after the offer; fails with LIVE_SESSION_UNKNOWN when its media path broke meanwhile. */
    Uni<Void> addCandidates(LiveEntry entry, SdpFragment fragment) {
        return kurento.run(client -> {
            if (entry.endpoint().isEmpty()) {
                throw ended();
            }
            try {
                WebRtcEndpoint endpoint = sessions.endpoint(client, entry);
                fragment.candidates().forEach(endpoint::addIceCandidate);
            } catch (KurentoServerException gone) {
                throw KurentoErrors.isGone(gone) ? ended() : gone;
            }
        });
    }

    @Override
    public boolean live(EpisodeId episode, String camera) {
        return directory.live(new LiveChannelId(episode, camera));
    }

    @Override
    public int viewers(EpisodeId episode) {
        return directory.viewers(episode);
    }

    @Override
    public int viewers() {
        return directory.viewers();
    }

    private static LiveEntry published(Optional<LiveEntry> found, LiveChannelId id) {
        return found.filter(entry -> entry.endpoint().isPresent()).orElseThrow(() -> notLive(id));
    }

    private static ParleyException ended() {
        return new ParleyException(ErrorCode.LIVE_SESSION_UNKNOWN, "no such media session; it has ended");
    }

    private static ParleyException notLive(LiveChannelId id) {
        return new ParleyException(ErrorCode.NOT_LIVE, id + " has no live picture now");
    }

    private LiveAnswer undoneIfFailed(Runnable undo, Callable<LiveAnswer> work) throws Exception {
        try {
            return work.call();
        } catch (Exception e) {
            kurento.later("undoing a session that failed", undo);
            throw e;
        }
    }
}
