package dev.parley.media.object;

import dev.parley.media.protocol.KurentoError;
import dev.parley.media.protocol.KurentoException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts who watches. Each viewer costs a copy of every packet, so the number is capped: past it all viewers would stutter, and
 * one polite refusal is better. Thread-safe.
 */
final class ViewerPlaces {

    private final int perPipeline;
    private final int total;
    private final Map<String, Set<String>> taken = new HashMap<>();

    ViewerPlaces(int perPipeline, int total) {
        this.perPipeline = perPipeline;
        this.total = total;
    }

    /**
     * Takes a place; one viewer holds at most one.
     *
     * @throws KurentoException {@code NOT_ENOUGH_RESOURCES} if none is free
     */
    synchronized void take(String pipelineId, String viewerId) {
        Set<String> here = taken.getOrDefault(pipelineId, Set.of());
        if (here.contains(viewerId)) {
            return;
        }
        if (here.size() >= perPipeline) {
            throw full(here.size() + " of " + perPipeline + " viewer places of this pipeline are taken");
        }
        int everywhere = taken.values().stream().mapToInt(Set::size).sum();
        if (everywhere >= total) {
            throw full(everywhere + " of " + total + " viewer places of this media server are taken");
        }
        taken.computeIfAbsent(pipelineId, id -> new HashSet<>()).add(viewerId);
    }

    synchronized void free(String pipelineId, String viewerId) {
        taken.computeIfPresent(pipelineId, (id, viewers) -> {
            viewers.remove(viewerId);
            return viewers.isEmpty() ? null : viewers;
        });
    }

    private static KurentoException full(String message) {
        return new KurentoException(KurentoError.NOT_ENOUGH_RESOURCES, message);
    }
}
