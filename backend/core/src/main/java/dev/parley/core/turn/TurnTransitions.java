package dev.parley.core.turn;

import dev.parley.core.transition.Transition;
import dev.parley.core.transition.TransitionTable;
import java.util.List;

/** How a turn may change. */
final class TurnTransitions {
    static final TransitionTable<TurnState> TABLE = new TransitionTable<>(
            "turn",
            List.of(
                    // The scheduler found a slot and got it: offer and turn change together.
                    new Transition<>(TurnState.WAITING, TurnState.ASSIGNED, "offered to a station"),
                    // The offer was declined or ran out, or a simulator's attempt was lost: somebody still wants it.
                    new Transition<>(TurnState.ASSIGNED, TurnState.WAITING, "the offer or the attempt came to nothing"),
                    // An attempt ended with a report, or was lost and must not or may not be repeated.
                    new Transition<>(TurnState.ASSIGNED, TurnState.DONE, "an attempt ended"),
                    // Or the first of a pair came to nothing, and with it the second.
                    new Transition<>(TurnState.WAITING, TurnState.CANCELLED, "withdrawn by the asker"),
                    // Withdrawn between offer and lease, or while an attempt ran that was then lost.
                    new Transition<>(TurnState.ASSIGNED, TurnState.CANCELLED, "withdrawn before anything ran"),
                    new Transition<>(TurnState.WAITING, TurnState.EXPIRED, "waited longer than it may"),
                    // Moderation could not tell; the place in line is kept.
                    new Transition<>(TurnState.WAITING, TurnState.HELD, "a person looks at it first"),
                    new Transition<>(TurnState.HELD, TurnState.WAITING, "a person passed it"),
                    new Transition<>(TurnState.HELD, TurnState.CANCELLED, "refused, or withdrawn while it was held"),
                    new Transition<>(TurnState.HELD, TurnState.EXPIRED, "nobody looked at it in time")));

    private TurnTransitions() {}
}
