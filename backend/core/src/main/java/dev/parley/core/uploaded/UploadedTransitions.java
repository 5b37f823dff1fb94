package dev.parley.core.uploaded;

import static dev.parley.core.uploaded.UploadedState.READY;
import static dev.parley.core.uploaded.UploadedState.RECEIVING;
import static dev.parley.core.uploaded.UploadedState.REFUSED;
import static dev.parley.core.uploaded.UploadedState.RETIRED;
import static dev.parley.core.uploaded.UploadedState.TRYING;

import dev.parley.core.transition.Transition;
import dev.parley.core.transition.TransitionTable;
import java.util.List;

/** How an uploaded policy may change. */
final class UploadedTransitions {
    static final TransitionTable<UploadedState> TABLE = new TransitionTable<>(
            "policy",
            List.of(
                    new Transition<>(RECEIVING, TRYING, "its file is here and declares what was said of it"),
                    new Transition<>(RECEIVING, REFUSED, "its file is no network that may run here"),
                    new Transition<>(TRYING, READY, "a worker tried it and it answered with actions"),
                    new Transition<>(TRYING, REFUSED, "a worker tried it and it failed"),
                    new Transition<>(RECEIVING, RETIRED, "taken out of use"),
                    new Transition<>(TRYING, RETIRED, "taken out of use"),
                    new Transition<>(READY, RETIRED, "taken out of use"),
                    new Transition<>(REFUSED, RETIRED, "taken out of use")));

    private UploadedTransitions() {}
}
