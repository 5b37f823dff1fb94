package dev.parley.station;

import dev.parley.contracts.EpisodeId;

/** Is told how far episodes came, on the thread that brings them there and before it goes on. Must not block. */
@FunctionalInterface
public interface EpisodeWatcher {
    /** Looks at nothing. */
    EpisodeWatcher NONE = (milestone, episode) -> {};

    void reached(Milestone milestone, EpisodeId episode);
}
