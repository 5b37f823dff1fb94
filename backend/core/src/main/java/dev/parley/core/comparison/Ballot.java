package dev.parley.core.comparison;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A vote as it may be cast. Reasons are chosen from a list, never written: nobody has to read them first.
 *
 * @param sides those that it is for, as {@link Comparisons#sides} told them; empty: whatever this voter's are
 */
public record Ballot(Choice choice, Set<String> why, Optional<String> sides) {
    /** Stored as they are named here, so that counts over time stay comparable. */
    public static final List<String> REASONS = List.of(
            "did what was asked",
            "came closer",
            "moved more steadily",
            "was faster",
            "touched nothing else",
            "wrong object",
            "wrong place",
            "did nothing");

    public Ballot {
        why = Set.copyOf(why);
    }

    /** @throws ParleyException VOTE_MALFORMED for a reason that is not in the list */
    public static Ballot of(Choice choice, List<String> why) {
        Set<String> unknown = new TreeSet<>(why);
        REASONS.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new ParleyException(
                    ErrorCode.VOTE_MALFORMED, "why has only reasons of this list: " + String.join(", ", REASONS) + ".");
        }
        return new Ballot(choice, Set.copyOf(why), Optional.empty());
    }

    /** The same for these sides alone. */
    public Ballot on(String seen) {
        return new Ballot(choice, why, Optional.of(seen));
    }
}
