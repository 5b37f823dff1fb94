package dev.parley.ui.bridge;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The episodes that run now, newest first. */
@ApplicationScoped
public class Running {
    private static final int MOST = 100;

    /** Every state in which a station holds the episode. */
    private static final Set<EpisodeState> OPEN = EnumSet.of(
            EpisodeState.CREATED,
            EpisodeState.RESETTING,
            EpisodeState.READY,
            EpisodeState.RUNNING,
            EpisodeState.HOLDING,
            EpisodeState.FINALIZING);

    private final Episodes episodes;

    @Inject
    public Running(Episodes episodes) {
        this.episodes = episodes;
    }

    /** At most {@link #most()} of them. */
    public Uni<List<EpisodeData>> now() {
        return episodes.search(new EpisodeSearch(
                Optional.empty(), OPEN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), MOST));
    }

    public int most() {
        return MOST;
    }
}
