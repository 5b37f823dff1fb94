package dev.parley.core.comparison;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A vote that is in. It is never changed: whoever has voted knows which policy is which.
 *
 * @param notCounted why it is in no statistic; empty for one that is
 */
public record ComparisonVote(
        Cohort cohort, Choice choice, Set<String> why, Optional<NotCounted> notCounted, Instant at) {
    public ComparisonVote {
        why = Set.copyOf(why);
    }
}
