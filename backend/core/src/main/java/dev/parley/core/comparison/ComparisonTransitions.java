package dev.parley.core.comparison;

import dev.parley.core.transition.Transition;
import dev.parley.core.transition.TransitionTable;
import java.util.List;

/** How a comparison may change. */
final class ComparisonTransitions {
    static final TransitionTable<ComparisonState> TABLE = new TransitionTable<>(
            "comparison",
            List.of(
                    new Transition<>(ComparisonState.WAITING, ComparisonState.READY, "both ran and are recorded"),
                    // Taken back, refused, expired, or one of the two was lost: never one without the other.
                    new Transition<>(ComparisonState.WAITING, ComparisonState.VOID, "one of the two came to nothing"),
                    new Transition<>(ComparisonState.READY, ComparisonState.CLOSED, "its time for votes is over"),
                    new Transition<>(ComparisonState.READY, ComparisonState.VOID, "taken back after it had run")));

    private ComparisonTransitions() {}
}
