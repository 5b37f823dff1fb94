package dev.parley.scheduler.wait;

import dev.parley.contracts.StationId;
import dev.parley.core.episode.EpisodeState;
import java.time.Duration;

/**
 * What holds a slot now, and for how long already.
 *
 * @param turns how many it holds it for: two of a comparison, which counts from the beginning of its first to the end of its second
 */
record RunningEpisode(StationId station, String sceneId, EpisodeState state, Duration elapsed, int turns) {
    /** Whether the station prepares it. */
    boolean resetting() {
        return state == EpisodeState.CREATED || state == EpisodeState.RESETTING;
    }
}
