package dev.parley.ui.bridge;

import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The episodes that run now, newest first. */
@ApplicationScoped
public class Running {
    private static final int MOST = 100;

    private final CrowdEpisodes episodes;

    @Inject
    public Running(CrowdEpisodes episodes) {
        this.episodes = episodes;
    }

    /** At most {@link #most()} of them. */
    public Uni<List<EpisodeData>> now() {
        return episodes.search(EpisodeSearch.open(MOST));
    }

    public int most() {
        return MOST;
    }
}
