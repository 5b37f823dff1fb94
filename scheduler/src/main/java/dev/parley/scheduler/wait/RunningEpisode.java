package dev.parley.scheduler.wait;

import dev.parley.contracts.StationId;
import dev.parley.core.episode.EpisodeState;
import java.time.Duration;

/** An episode that holds a slot now, and for how long already. */
record RunningEpisode(StationId station, String sceneId, EpisodeState state, Duration elapsed) {
    /** Whether the station prepares it. */
    boolean resetting() {
        return state == EpisodeState.CREATED || state == EpisodeState.RESETTING;
    }
}
