package dev.parley.core.episode;

import static dev.parley.core.episode.EpisodeState.ABORTED;
import static dev.parley.core.episode.EpisodeState.CREATED;
import static dev.parley.core.episode.EpisodeState.FINALIZING;
import static dev.parley.core.episode.EpisodeState.HOLDING;
import static dev.parley.core.episode.EpisodeState.LOST;
import static dev.parley.core.episode.EpisodeState.READY;
import static dev.parley.core.episode.EpisodeState.RESETTING;
import static dev.parley.core.episode.EpisodeState.RUNNING;
import static dev.parley.core.episode.EpisodeState.TERMINATED;
import static dev.parley.core.episode.EpisodeState.TRUNCATED;

import dev.parley.core.transition.Transition;
import dev.parley.core.transition.TransitionTable;
import java.util.ArrayList;
import java.util.List;

/** How an episode may change. */
final class EpisodeTransitions {
    static final TransitionTable<EpisodeState> TABLE = new TransitionTable<>("episode", transitions());

    /** The way of an episode that nothing disturbs. */
    private static final List<EpisodeState> WAY = List.of(CREATED, RESETTING, READY, RUNNING, FINALIZING);

    private EpisodeTransitions() {}

    /** What lies between {@code last} and an end that only a finished episode reaches; nothing for every other state. */
    static List<EpisodeState> unheardBefore(EpisodeState end, EpisodeState last) {
        if (end != TERMINATED && end != TRUNCATED) {
            return List.of();
        }
        int at = last == HOLDING ? WAY.indexOf(RUNNING) : WAY.indexOf(last);
        return at < 0 ? List.of() : WAY.subList(at + 1, WAY.size());
    }

    private static List<Transition<EpisodeState>> transitions() {
        List<Transition<EpisodeState>> all = new ArrayList<>(List.of(
                new Transition<>(CREATED, RESETTING, "the station lays out the scene"),
                new Transition<>(RESETTING, READY, "the scene is laid out; its conditions are known"),
                new Transition<>(READY, RUNNING, "the policy has the first observation"),
                // Only where a dead-man applies: motion pauses while the platform is silent.
                new Transition<>(RUNNING, HOLDING, "renewals stopped coming"),
                new Transition<>(HOLDING, RUNNING, "a fresh renewal of the same session came"),
                new Transition<>(RUNNING, FINALIZING, "motion ended; recordings are being written"),
                new Transition<>(HOLDING, FINALIZING, "time was up while it held"),
                new Transition<>(FINALIZING, TERMINATED, "the task ended it"),
                new Transition<>(FINALIZING, TRUNCATED, "a limit ended it")));
        for (EpisodeState open : EpisodeState.values()) {
            if (!open.terminal()) {
                all.add(new Transition<>(open, ABORTED, "a fault or a person ended it"));
                // Set by the platform alone; what comes later is evidence, never an outcome.
                all.add(new Transition<>(open, LOST, "contact is gone"));
            }
        }
        return all;
    }
}
