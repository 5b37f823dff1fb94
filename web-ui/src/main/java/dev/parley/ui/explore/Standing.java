package dev.parley.ui.explore;

import dev.parley.core.episode.EpisodeState;
import java.util.EnumSet;
import java.util.Set;

/** How episodes stand, coarsely enough to choose from. */
enum Standing {
    RUNNING("Running now", false, EnumSet.range(EpisodeState.CREATED, EpisodeState.FINALIZING)),
    ENDED("Ended", false, EnumSet.of(EpisodeState.TERMINATED, EpisodeState.TRUNCATED)),
    CUT_SHORT("Aborted or lost", false, EnumSet.of(EpisodeState.ABORTED, EpisodeState.LOST)),
    BY_ITSELF("Ended by itself", true, EnumSet.of(EpisodeState.TERMINATED)),
    OUT_OF_TIME("Out of time", true, EnumSet.of(EpisodeState.TRUNCATED));

    private final String label;
    private final boolean telling;
    private final Set<EpisodeState> states;

    Standing(String label, boolean telling, Set<EpisodeState> states) {
        this.label = label;
        this.telling = telling;
        this.states = states;
    }

    String label() {
        return label;
    }

    /** Whether it tells what the scene's judge found: a scene ends early when its judge is content. */
    boolean telling() {
        return telling;
    }

    Set<EpisodeState> states() {
        return states;
    }
}
