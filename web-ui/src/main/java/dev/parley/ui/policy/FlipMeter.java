package dev.parley.ui.policy;

import dev.parley.core.family.Ability;
import java.util.Locale;
import java.util.Optional;

/**
 * How many tries would have had to end the other way for an answer to be another: the fewer, the less it says.
 *
 * @param flips of them
 * @param now the answer as it stands
 * @param then what it would be
 */
public record FlipMeter(int flips, int judged, String now, String then) {
    /** From here on an answer is called firm; the ruler ends there. */
    private static final int FIRM = 60;

    /** Empty while there are too few tries for an answer. */
    static Optional<FlipMeter> of(Ability ability) {
        return ability.flip()
                .map(flip -> new FlipMeter(
                        flip.tries(),
                        ability.judged(),
                        Claim.sign(ability.answer()).word(),
                        Claim.sign(flip.then()).word()));
    }

    public String count() {
        return String.format(Locale.ROOT, "%,d of %,d", flips, judged);
    }

    public String sentence() {
        return String.format(
                Locale.ROOT,
                "Had %,d %s ended the other way, “%s” would say “%s” instead of “%s”.",
                flips,
                flips == 1 ? "try" : "tries",
                Claim.name(Ability.Claim.IN_SIMULATION),
                then,
                now);
    }

    /** Per cent of the ruler. */
    public double at() {
        return Math.min(100.0, 100.0 * flips / FIRM);
    }
}
