package dev.parley.core.assignment;

import static dev.parley.core.assignment.AssignmentState.DECLINED;
import static dev.parley.core.assignment.AssignmentState.EXPIRED;
import static dev.parley.core.assignment.AssignmentState.LEASED;
import static dev.parley.core.assignment.AssignmentState.OFFERED;
import static dev.parley.core.assignment.AssignmentState.PROPOSED;
import static dev.parley.core.assignment.AssignmentState.RELEASED;
import static dev.parley.core.assignment.AssignmentState.REVOKED;

import dev.parley.core.transition.Transition;
import dev.parley.core.transition.TransitionTable;
import java.util.List;

/** How an assignment may change. */
final class AssignmentTransitions {
    static final TransitionTable<AssignmentState> TABLE = new TransitionTable<>(
            "assignment",
            List.of(
                    new Transition<>(PROPOSED, OFFERED, "a person at the station's console let it start"),
                    new Transition<>(PROPOSED, DECLINED, "a person at the station's console refused it"),
                    new Transition<>(PROPOSED, EXPIRED, "nobody at the station's console answered in time"),
                    new Transition<>(PROPOSED, REVOKED, "withdrawn, or the station takes no work any more"),
                    new Transition<>(OFFERED, LEASED, "the station accepted in time"),
                    new Transition<>(OFFERED, DECLINED, "the station refused"),
                    new Transition<>(OFFERED, EXPIRED, "the station did not answer in time"),
                    // The prompt was withdrawn, or the station went away, before it answered.
                    new Transition<>(OFFERED, REVOKED, "withdrawn or lost before an answer"),
                    // Only after the episode has ended: its slot is free for the next.
                    new Transition<>(LEASED, RELEASED, "the episode ended"),
                    // Contact is gone, judged on PostgreSQL's clock.
                    new Transition<>(LEASED, REVOKED, "the lease ran out or the station restarted")));

    private AssignmentTransitions() {}
}
