package dev.parley.core.episode;

import dev.parley.contracts.EpisodeId;

/** Port: what is known of live video without touching it. The gateway implements it. */
public interface LiveVideo {
    /** Whether a publisher's picture can be watched now. */
    boolean live(EpisodeId episode, String camera);

    /** People watching this episode live, as far as this replica knows. */
    int viewers(EpisodeId episode);

    /** People watching anything live, as far as this replica knows. */
    int viewers();
}
