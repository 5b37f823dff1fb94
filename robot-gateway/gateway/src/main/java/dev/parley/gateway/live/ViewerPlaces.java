package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.problem.ParleyException;
import java.util.HashMap;
import java.util.Map;

/** The live places of this replica, so that who comes too late is told before the media server is bothered. Thread-safe. */
final class ViewerPlaces {

    private final int perEpisode;
    private final int total;
    private final Map<EpisodeId, Integer> taken = new HashMap<>();

    ViewerPlaces(int perEpisode, int total) {
        this.perEpisode = perEpisode;
        this.total = total;
    }

    /** @throws ParleyException LIVE_PLACES_TAKEN if there is none left */
    synchronized void take(EpisodeId episode) {
        int everywhere = taken.values().stream().mapToInt(Integer::intValue).sum();
        if (of(episode) >= perEpisode || everywhere >= total) {
            throw KurentoErrors.placesTaken();
        }
        taken.merge(episode, 1, Integer::sum);
    }

    synchronized void free(EpisodeId episode) {
        taken.computeIfPresent(episode, (id, places) -> places == 1 ? null : Integer.valueOf(places - 1));
    }

    synchronized int of(EpisodeId episode) {
        return taken.getOrDefault(episode, 0);
    }

    /** The media server forgot everybody. */
    synchronized void clear() {
        taken.clear();
    }
}
