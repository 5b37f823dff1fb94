package dev.parley.gateway.live;

import dev.parley.gateway.live.LiveEntry.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.kurento.client.ConnectionState;
import org.kurento.client.IceComponentState;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.MediaType;
import org.kurento.client.WebRtcEndpoint;
import org.kurento.client.internal.server.KurentoServerException;

/**
 * The publications and viewings that this replica answers for: it hears their events, refreshes them in the directory and
 * lets go of those whose client vanished. What a dead replica left is adopted. Except {@link #entries}, everything runs on
 * Kurento's threads.
 */
@ApplicationScoped
public class LiveSessions {

    private static final Logger LOG = Logger.getLogger(LiveSessions.class);

    private final KurentoConnection kurento;
    private final LiveDirectory directory;
    private final LiveConfig config;
    private final Map<String, MediaSession> held = new ConcurrentHashMap<>();

    public LiveSessions(KurentoConnection kurento, LiveDirectory directory, LiveConfig config) {
        this.kurento = kurento;
        this.directory = directory;
        this.config = config;
        kurento.whenLost(this::forgetEverything);
    }

    List<LiveEntry> entries() {
        return held.values().stream().map(MediaSession::entry).toList();
    }

    /** Answers for a session from now on. */
    MediaSession hold(LiveEntry entry, WebRtcEndpoint endpoint) {
        MediaSession session = new MediaSession(entry, endpoint);
        held.put(entry.field(), session);
        listen(session, endpoint);
        return session;
    }

    private void listen(MediaSession session, WebRtcEndpoint endpoint) {
        endpoint.addIceComponentStateChangedListener(event -> {
            IceComponentState state = event.getState();
            if (state == IceComponentState.CONNECTED || state == IceComponentState.READY) {
                session.connected();
                directory.update(session.entry());
            } else if (state == IceComponentState.FAILED) {
                kurento.later("dropping a session whose media path failed", () -> drop(session));
            }
        });
        endpoint.addConnectionStateChangedListener(event -> {
            if (event.getNewState() == ConnectionState.DISCONNECTED
                    && session.entry().connected()) {
                kurento.later("dropping a session that ended", () -> drop(session));
            }
        });
    }

    /** The endpoint of a session, made by whichever replica. Our own keep their one handle, which hears the events. */
    WebRtcEndpoint endpoint(KurentoClient client, LiveEntry entry) {
        MediaSession mine = held.get(entry.field());
        WebRtcEndpoint handle = mine != null && mine.entry().session().equals(entry.session()) ? mine.endpoint() : null;
        return handle != null ? handle : client.getById(entry.endpoint().orElseThrow(), WebRtcEndpoint.class);
    }

    /** Stops answering for a session, whatever became of it. */
    void letGo(LiveEntry entry) {
        held.computeIfPresent(
                entry.field(), (field, session) -> session.entry().session().equals(entry.session()) ? null : session);
    }

    /** A viewing ends; a publication's channel waits for its station. */
    void drop(MediaSession session) {
        LiveEntry entry = session.entry();
        WebRtcEndpoint endpoint = session.endpoint();
        if (held.get(entry.field()) != session || endpoint == null) {
            return;
        }
        switch (entry.role()) {
            case VIEWER -> {
                held.remove(entry.field(), session);
                directory.remove(entry);
            }
            case PUBLISHER -> {
                session.awaitPublisher();
                directory.update(session.entry());
            }
        }
        endpoint.release();
    }

    /** Ends a channel for everybody: its publication goes first, so that of two replicas one does it. */
    void close(KurentoClient client, LiveEntry publication) {
        letGo(publication);
        if (!directory.remove(publication)) {
            return;
        }
        directory.viewersOf(publication.channel()).forEach(viewer -> {
            directory.remove(viewer);
            letGo(viewer);
        });
        release(client, publication.pipeline());
        LOG.infof("live channel %s is closed", publication.channel());
    }

    /** Lets go of sessions that never connected and of channels whose station did not come back. */
    void sweep() {
        long now = System.nanoTime();
        for (MediaSession session : held.values()) {
            LiveEntry entry = session.entry();
            if (session.endpoint() == null) {
                if (session.isOlderThan(config.publisherGrace().toNanos(), now)) {
                    kurento.run(client -> close(client, entry)).subscribe().with(done -> {}, this::later);
                }
            } else if (!entry.connected()
                    && session.isOlderThan(config.connectWithin().toNanos(), now)) {
                kurento.later("giving up a session that never connected", () -> drop(session));
            }
        }
    }

    /** Takes over what a dead replica answered for, if nobody else did. */
    void adopt(KurentoClient client, LiveEntry orphan) {
        if (!directory.adopt(orphan)) {
            return;
        }
        LiveEntry entry = orphan.ownedBy(directory.replica());
        try {
            Optional<String> id = entry.endpoint();
            if (id.isEmpty()) {
                adoptWithoutEndpoint(entry);
                return;
            }
            // Referring to the pipeline keeps the media server from collecting it with the dead replica's session.
            client.getById(entry.pipeline(), MediaPipeline.class);
            WebRtcEndpoint endpoint = client.getById(id.get(), WebRtcEndpoint.class);
            MediaSession session = hold(entry, endpoint);
            if (entry.role() == Role.PUBLISHER && entry.connected() && !endpoint.isMediaFlowingIn(MediaType.VIDEO)) {
                drop(session);
            }
            LOG.infof("took over %s of %s from a replica that is gone", entry.role(), entry.channel());
        } catch (KurentoServerException gone) {
            LOG.debugf(gone, "%s ended with its replica", entry.channel());
            letGo(entry);
            directory.remove(entry);
        }
    }

    private void adoptWithoutEndpoint(LiveEntry entry) {
        switch (entry.role()) {
            case VIEWER -> directory.remove(entry);
            case PUBLISHER -> held.put(entry.field(), new MediaSession(entry, null));
        }
    }

    /** Releases a pipeline with all that hangs on it; one that is gone already is fine. */
    static void release(KurentoClient client, String pipeline) {
        try {
            client.getById(pipeline, MediaPipeline.class).release();
        } catch (KurentoServerException gone) {
            if (!KurentoErrors.isGone(gone)) {
                throw gone;
            }
        }
    }

    private void later(Throwable failure) {
        LOG.debugf("tried again with the next sweep: %s", failure.getMessage());
    }

    /** The media server lost its memory; so do we. Stations and viewers come back by themselves. */
    private void forgetEverything() {
        List<LiveEntry> lost = entries();
        held.clear();
        kurento.later("forgetting what the media server lost", () -> lost.forEach(directory::remove));
    }
}
