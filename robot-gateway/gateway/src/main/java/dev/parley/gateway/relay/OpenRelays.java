package dev.parley.gateway.relay;

import dev.parley.contracts.EpisodeId;
import dev.parley.gateway.work.Ticker;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The relays that are open on this replica; each ends with its episode, whoever ended that and wherever. */
@ApplicationScoped
public class OpenRelays {
    private static final Logger LOG = Logger.getLogger(OpenRelays.class);
    private static final CloseReason OVER = new CloseReason(1000, "the episode is over");

    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final RelayTokens tokens;
    private final RelayConfig config;
    private final Ticker ticker;
    private final AtomicBoolean looking = new AtomicBoolean();

    private record Open(WebSocketConnection socket, EpisodeId episode) {}

    @Inject
    OpenRelays(RelayTokens tokens, RelayConfig config, Ticker ticker) {
        this.tokens = tokens;
        this.config = config;
        this.ticker = ticker;
    }

    void start(@Observes StartupEvent started) {
        ticker.every(config.lookEvery(), "looking after relays", this::look);
    }

    boolean full() {
        return open.size() >= config.atMost();
    }

    void add(WebSocketConnection socket, EpisodeId episode) {
        open.put(socket.id(), new Open(socket, episode));
    }

    void remove(WebSocketConnection socket) {
        open.remove(socket.id());
    }

    /** Its episode is over. */
    public void end(EpisodeId episode) {
        open.forEach((id, its) -> {
            if (its.episode().equals(episode)) {
                open.remove(id);
                its.socket()
                        .close(OVER)
                        .subscribe()
                        .with(closed -> {}, failure -> LOG.debugf("a relay had ended: %s", failure.getMessage()));
            }
        });
    }

    private void look() {
        if (open.isEmpty() || !looking.compareAndSet(false, true)) {
            return;
        }
        Set<EpisodeId> before = open.values().stream().map(Open::episode).collect(Collectors.toUnmodifiableSet());
        tokens.running(before)
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(
                        running -> before.stream()
                                .filter(episode -> !running.contains(episode))
                                .forEach(this::end),
                        failure -> LOG.debugf("relays could not be looked after: %s", failure.getMessage()));
    }
}
