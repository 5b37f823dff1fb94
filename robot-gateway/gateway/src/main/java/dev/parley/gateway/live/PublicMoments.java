package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import io.smallrye.mutiny.Uni;

/** When everybody may watch an episode. */
@FunctionalInterface
public interface PublicMoments {
    /** @throws dev.parley.core.problem.ParleyException NOT_LIVE in the Uni at any other moment */
    Uni<Void> require(EpisodeId episode);
}
