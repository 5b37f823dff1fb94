package dev.parley.gateway.readout;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeData;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Live numbers of one episode for a browser: JSON text frames, first the episode's state, then readouts at most five times
 * a second, then the end, after which the socket closes. Browsers send nothing.
 */
@WebSocket(path = "/api/v1/episodes/{id}/readouts", endpointId = ReadoutPlacesCheck.READOUTS)
public class ReadoutSocket {
    private static final Logger LOG = Logger.getLogger(ReadoutSocket.class);
    private static final TypedKey<Watcher> WATCHER = new TypedKey<>("parley.readout");

    /** Whose place the socket holds. */
    private static final TypedKey<String> PLACE = new TypedKey<>("parley.readout.place");

    private static final CloseReason OVER = new CloseReason(1000, "the episode has ended");
    private static final CloseReason FULL = new CloseReason(1013, "too many people follow live numbers from here");
    private static final CloseReason UNKNOWN = new CloseReason(4404, "there is no such episode");

    private final ReadoutHub hub;
    private final CrowdEpisodes episodes;
    private final ReadoutPlaces places;

    private record Watcher(EpisodeId episode, Consumer<String> browser) {}

    @Inject
    ReadoutSocket(ReadoutHub hub, CrowdEpisodes episodes, ReadoutPlaces places) {
        this.hub = hub;
        this.episodes = episodes;
        this.places = places;
    }

    @OnOpen
    Uni<Void> opened(WebSocketConnection socket, @PathParam String id) {
        String address = socket.userData().get(ReadoutPlacesCheck.ADDRESS);
        if (!places.take(address)) {
            return socket.close(FULL);
        }
        socket.userData().put(PLACE, address);
        EpisodeId episode;
        try {
            episode = EpisodeId.parse(id);
        } catch (IllegalArgumentException e) {
            return socket.close(UNKNOWN);
        }
        return episodes.find(episode).chain(found -> {
            if (found.isEmpty() || found.get().sealed()) {
                return socket.close(UNKNOWN);
            }
            return socket.sendText(state(found.get())).chain(() -> {
                if (found.get().state().terminal()) {
                    return socket.close(OVER);
                }
                Consumer<String> browser = json -> show(socket, json);
                socket.userData().put(WATCHER, new Watcher(episode, browser));
                hub.watch(episode, browser);
                return Uni.createFrom().voidItem();
            });
        });
    }

    private static String state(EpisodeData episode) {
        return new JsonObject()
                .put("phase", episode.state().name().toLowerCase(Locale.ROOT))
                .put("maxSteps", episode.maxSteps())
                .encode();
    }

    /** A browser that does not read loses its socket rather than our memory. */
    private static void show(WebSocketConnection socket, String json) {
        if (socket.isClosed()) {
            return;
        }
        boolean end = json.contains("\"phase\":\"terminated\"")
                || json.contains("\"phase\":\"truncated\"")
                || json.contains("\"phase\":\"aborted\"")
                || json.contains("\"phase\":\"lost\"");
        socket.sendText(json)
                .chain(() -> end ? socket.close(OVER) : Uni.createFrom().voidItem())
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("a readout did not arrive: %s", failure.getMessage()));
    }

    @OnClose
    Uni<Void> closed(WebSocketConnection socket) {
        places.free(socket.userData().get(PLACE));
        Watcher watcher = socket.userData().get(WATCHER);
        if (watcher != null) {
            hub.leave(watcher.episode(), watcher.browser());
        }
        return Uni.createFrom().voidItem();
    }

    @OnError
    Uni<Void> failed(WebSocketConnection socket, Throwable failure) {
        LOG.debugf("a readout socket failed: %s", failure.getMessage());
        return socket.isClosed() ? Uni.createFrom().voidItem() : socket.close();
    }
}
