package dev.parley.gateway.readout;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.Events;
import dev.parley.gateway.GatewayConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings readouts from the replica that has the telemetry to every browser, whichever replica it talks to: straight across
 * where that is the same one, else through Redis, which may be away without harm. Never blocks.
 */
@ApplicationScoped
public class ReadoutHub {
    private final ReadoutRelay relay;
    private final Events events;
    private final long gapNs;
    private final Map<EpisodeId, Set<Consumer<String>>> watching = new ConcurrentHashMap<>();
    private final Map<EpisodeId, Latest> latest = new ConcurrentHashMap<>();
    private Events.@Nullable Subscription phases;

    /** What was last shown of an episode on this replica. */
    private record Latest(String json, long atNs) {}

    @Inject
    ReadoutHub(ReadoutRelay relay, Events events, GatewayConfig config) {
        this.relay = relay;
        this.events = events;
        gapNs = config.readoutEvery().toNanos();
    }

    void start(@Observes StartupEvent started) {
        relay.listen(this::show);
        phases = events.subscribe(this::phase);
    }

    /** A readout of an episode whose telemetry comes to this replica; one that follows too soon is dropped. */
    public void publish(EpisodeId episode, Readout readout) {
        long now = System.nanoTime();
        Latest last = latest.get(episode);
        if (last != null && now - last.atNs() < gapNs) {
            return;
        }
        String json = readout.json();
        show(episode, json);
        relay.publish(episode, json);
    }

    /** Shows {@code browser} everything from now on, and at once what was shown last. */
    void watch(EpisodeId episode, Consumer<String> browser) {
        watching.computeIfAbsent(episode, id -> new CopyOnWriteArraySet<>()).add(browser);
        Latest last = latest.get(episode);
        if (last != null) {
            browser.accept(last.json());
        }
    }

    void leave(EpisodeId episode, Consumer<String> browser) {
        watching.computeIfPresent(episode, (id, browsers) -> {
            browsers.remove(browser);
            return browsers.isEmpty() ? null : browsers;
        });
    }

    private void show(EpisodeId episode, String json) {
        latest.put(episode, new Latest(json, System.nanoTime()));
        watching.getOrDefault(episode, Set.of()).forEach(browser -> browser.accept(json));
    }

    /** Every replica hears of every state by itself; only the fast numbers need the relay. */
    private void phase(DomainEvent event) {
        if (event.aggregate() != DomainEvent.Aggregate.EPISODE || event.kind().equals("episode.artifact")) {
            return;
        }
        EpisodeId episode = new EpisodeId(event.id());
        String phase = event.kind().substring(event.kind().indexOf('.') + 1);
        String json = new JsonObject().put("phase", phase).encode();
        watching.getOrDefault(episode, Set.of()).forEach(browser -> browser.accept(json));
        if (Set.of("terminated", "truncated", "aborted", "lost").contains(phase)) {
            latest.remove(episode);
        }
    }

    @PreDestroy
    void stop() {
        Events.Subscription open = phases;
        if (open != null) {
            open.close();
        }
    }
}
