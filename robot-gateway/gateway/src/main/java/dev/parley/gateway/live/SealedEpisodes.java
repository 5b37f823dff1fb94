package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Episodes as core knows them. */
@ApplicationScoped
class SealedEpisodes implements BlindEpisodes {
    private final CrowdEpisodes episodes;

    @Inject
    SealedEpisodes(CrowdEpisodes episodes) {
        this.episodes = episodes;
    }

    @Override
    public Uni<Void> requireOpen(EpisodeId id) {
        return episodes.find(id)
                .invoke(found -> found.filter(EpisodeData::sealed).ifPresent(episode -> {
                    throw new ParleyException(
                            ErrorCode.COMPARISON_SEALED,
                            "Episode %s belongs to a blind comparison; both replays come at once when both ran."
                                    .formatted(id));
                }))
                .replaceWithVoid();
    }
}
