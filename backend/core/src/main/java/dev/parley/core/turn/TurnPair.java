package dev.parley.core.turn;

import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.TurnId;
import java.util.Optional;

/**
 * What makes a turn one of the two of a comparison: both run in the same slot of one station, one right after the other, and what
 * comes of one without the other is void.
 *
 * @param follows the turn before it; empty for the first, which stands in line for both
 * @param otherDigest the policy that the other one runs: a station has to have both
 */
public record TurnPair(ComparisonId comparison, Optional<TurnId> follows, String otherDigest) {
    public boolean second() {
        return follows.isPresent();
    }
}
