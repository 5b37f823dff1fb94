package dev.parley.core.goal;

import dev.parley.contracts.EpisodeId;
import java.util.List;

/**
 * How an episode ended, for who wants the same again or to go on from there.
 *
 * @param seed of its start, unsigned
 * @param placements where everything lay that can be moved
 */
public record EpisodeEnd(EpisodeId episode, String sceneId, long seed, List<Placed> placements) {
    public EpisodeEnd {
        placements = List.copyOf(placements);
    }
}
