package dev.parley.core.remote;

import static dev.parley.core.remote.RemoteState.AWAY;
import static dev.parley.core.remote.RemoteState.EXAMINING;
import static dev.parley.core.remote.RemoteState.READY;
import static dev.parley.core.remote.RemoteState.REFUSED;
import static dev.parley.core.remote.RemoteState.RETIRED;

import dev.parley.core.transition.Transition;
import dev.parley.core.transition.TransitionTable;
import java.util.List;

/** How a registered policy may change. */
final class RemoteTransitions {
    static final TransitionTable<RemoteState> TABLE = new TransitionTable<>(
            "policy",
            List.of(
                    new Transition<>(EXAMINING, READY, "it conforms"),
                    new Transition<>(EXAMINING, REFUSED, "it does not conform, or did not answer"),
                    new Transition<>(READY, EXAMINING, "it answers otherwise than before, or somebody asked for it"),
                    new Transition<>(READY, AWAY, "it did not answer its canaries"),
                    new Transition<>(AWAY, READY, "it answers its canaries again, as one of its versions did"),
                    new Transition<>(AWAY, EXAMINING, "it answers again, but otherwise; or somebody asked for it"),
                    new Transition<>(REFUSED, EXAMINING, "somebody asked for it"),
                    new Transition<>(EXAMINING, RETIRED, "taken out of use"),
                    new Transition<>(READY, RETIRED, "taken out of use"),
                    new Transition<>(AWAY, RETIRED, "taken out of use"),
                    new Transition<>(REFUSED, RETIRED, "taken out of use")));

    private RemoteTransitions() {}
}
