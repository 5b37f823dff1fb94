package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import io.smallrye.mutiny.Uni;

/** Which episodes may not be watched live: pictures come as fast as a policy thinks, and would tell which one it is. */
@FunctionalInterface
public interface BlindEpisodes {
    /** @throws dev.parley.core.problem.ParleyException COMPARISON_SEALED in the Uni */
    Uni<Void> requireOpen(EpisodeId episode);
}
