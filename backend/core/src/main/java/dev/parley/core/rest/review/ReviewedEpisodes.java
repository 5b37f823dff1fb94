package dev.parley.core.rest.review;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.review.ReviewData;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What a clip shows, as long as it may be shown. What refuses names the clip and never the episode. */
@ApplicationScoped
class ReviewedEpisodes {
    private final Episodes episodes;

    @Inject
    ReviewedEpisodes(Episodes episodes) {
        this.episodes = episodes;
    }

    /** WITHDRAWN in the Uni where it was taken back. */
    Uni<EpisodeData> of(ReviewData review) {
        return episodes.find(review.episode())
                .map(found -> found.filter(episode -> episode.withdrawnAt().isEmpty() && !episode.sealed())
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.WITHDRAWN,
                                "What clip %s shows was taken back by whoever asked for it; there is nothing to judge any more."
                                        .formatted(review.id()))));
    }
}
