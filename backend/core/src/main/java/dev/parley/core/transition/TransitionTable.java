package dev.parley.core.transition;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.List;
import java.util.Objects;

/** Every allowed change of one kind of state; what is not in it does not happen. */
public final class TransitionTable<S extends Enum<S>> {
    private final String noun;
    private final List<Transition<S>> transitions;

    /** @param noun what changes, for sentences, for example {@code "episode"} */
    public TransitionTable(String noun, List<Transition<S>> transitions) {
        this.noun = Objects.requireNonNull(noun, "noun is null");
        this.transitions = List.copyOf(transitions);
    }

    public List<Transition<S>> transitions() {
        return transitions;
    }

    public boolean allows(S from, S to) {
        return transitions.stream().anyMatch(transition -> transition.from() == from && transition.to() == to);
    }

    /** @throws ParleyException STATE_CONFLICT, naming what would be allowed */
    public void require(Object id, S from, S to) {
        if (!allows(from, to)) {
            List<S> allowed = transitions.stream()
                    .filter(transition -> transition.from() == from)
                    .map(Transition::to)
                    .toList();
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "The %s %s is %s and cannot become %s; %s."
                            .formatted(
                                    noun, id, from, to, allowed.isEmpty() ? "it has ended" : "allowed are " + allowed));
        }
    }
}
