package dev.parley.core.rest.goal;

import dev.parley.core.goal.EpisodeEnd;
import dev.parley.core.goal.Placed;
import java.util.List;

/** How an episode ended, as programs see it: metres and radians. */
record EndView(String episodeId, String sceneId, String seed, List<Placed> placements) {
    static EndView of(EpisodeEnd end) {
        return new EndView(
                end.episode().toString(), end.sceneId(), Long.toUnsignedString(end.seed()), end.placements());
    }
}
