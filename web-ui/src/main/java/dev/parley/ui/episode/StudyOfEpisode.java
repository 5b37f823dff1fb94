package dev.parley.ui.episode;

import dev.parley.contracts.TurnId;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.study.Studies;
import dev.parley.core.study.StudyData;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Which study an episode belongs to: decided with its turn, so a crowd's pages ask once in an hour. */
@ApplicationScoped
class StudyOfEpisode {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int MOST_KEPT = 10_000;

    private final SharedReads<TurnId, Optional<StudyData>> known;

    @Inject
    StudyOfEpisode(Studies studies, ReactiveBridge bridge) {
        known = new SharedReads<>(bridge, studies::ofTurn, found -> FRESH, MOST_KEPT, found -> 1);
    }

    Uni<Optional<StudyData>> of(EpisodeData episode) {
        return known.get(episode.turnId());
    }
}
