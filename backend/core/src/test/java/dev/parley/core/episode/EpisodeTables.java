package dev.parley.core.episode;

import dev.parley.core.transition.TransitionTable;

/** Lets tests of the whole chain see this feature's table. */
public final class EpisodeTables {
    public static final TransitionTable<EpisodeState> TABLE = EpisodeTransitions.TABLE;

    private EpisodeTables() {}
}
