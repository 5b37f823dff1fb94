package dev.parley.core.study;

import dev.parley.core.transition.Transition;
import dev.parley.core.transition.TransitionTable;
import java.util.List;

/** How a study may change. */
final class StudyTransitions {
    static final TransitionTable<StudyState> TABLE = new TransitionTable<>(
            "study",
            List.of(
                    // Every item has a turn, and every turn has ended, however.
                    new Transition<>(StudyState.RUNNING, StudyState.COMPLETED, "the last turn ended"),
                    // Nothing more is drawn or fed; what waits is cancelled, what runs comes to its end.
                    new Transition<>(StudyState.RUNNING, StudyState.DECIDED, "the evidence reached its boundary"),
                    // Nothing more is fed; what waits is cancelled, what runs is stopped.
                    new Transition<>(StudyState.RUNNING, StudyState.WITHDRAWN, "withdrawn by whoever submitted it")));

    private StudyTransitions() {}
}
