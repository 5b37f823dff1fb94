package dev.parley.core.result;

import dev.parley.core.analysis.effect.RateDifference;
import dev.parley.core.analysis.effect.Slope;
import dev.parley.core.analysis.interval.Counts;
import java.util.Optional;

/**
 * How success went with one recorded condition: episodes with more of it against those with less. Two values are
 * compared as they are; of more, the upper half with the lower one, which needs no shape of a curve to be true.
 *
 * @param name with its unit as suffix, as scenes announce it
 * @param fromLess least value among those with less, {@code toLess} the most
 * @param fromMore least value among those with more, {@code toMore} the most
 * @param more success of those with more, less that of those with less, at 95 %
 * @param told whether the difference is there even by an interval for as many conditions as were looked at (Bonferroni)
 * @param slope log odds for each unit more; empty of two values, or where no line is the best
 */
public record Effect(
        String name,
        double fromLess,
        double toLess,
        double fromMore,
        double toMore,
        Counts withLess,
        Counts withMore,
        RateDifference more,
        boolean told,
        Optional<Slope> slope) {
    /** Whether the condition had two values alone. */
    public boolean twoValues() {
        return fromLess == toLess && fromMore == toMore;
    }
}
