package dev.parley.gateway.session;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.station.v1.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The stations whose sessions this replica holds, one session each. */
@ApplicationScoped
class HeldStations {
    private final Map<StationId, HeldStation> held = new ConcurrentHashMap<>();

    /** Takes a new session; an older one of the same station on this replica ends. */
    void add(HeldStation station) {
        HeldStation before = held.put(station.id(), station);
        if (before != null && before != station) {
            replaced(before);
        }
    }

    /** @return whether it was this session that was held */
    boolean remove(HeldStation station) {
        return held.remove(station.id(), station);
    }

    Optional<HeldStation> find(StationId id) {
        return Optional.ofNullable(held.get(id));
    }

    Collection<HeldStation> all() {
        return List.copyOf(held.values());
    }

    Optional<HeldStation> holding(EpisodeId episode) {
        return held.values().stream()
                .filter(station -> station.leases().stream()
                        .anyMatch(lease -> lease.episode().equals(episode)))
                .findFirst();
    }

    /** A newer session of this station was opened, here or on another replica. */
    void newerSession(StationId id, long epoch) {
        find(id).filter(station -> station.epoch() < epoch).ifPresent(station -> {
            if (remove(station)) {
                replaced(station);
            }
        });
    }

    private static void replaced(HeldStation station) {
        station.connection()
                .refuse(
                        RefusalCode.REFUSAL_CODE_DUPLICATE_SESSION,
                        "A newer session of this station was opened; only one may live.",
                        "");
        station.connection().close("a newer session of this station was opened");
    }
}
