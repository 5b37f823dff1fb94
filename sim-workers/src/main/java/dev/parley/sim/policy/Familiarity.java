package dev.parley.sim.policy;

/**
 * How far a policy knows what it was asked, by its own measure.
 *
 * @param known probability that the words are of a kind it was trained on, 0 to 1
 * @param unfamiliar whether that lies below the border that was measured for this policy
 */
public record Familiarity(double known, boolean unfamiliar) {

    public Familiarity {
        if (!(known >= 0 && known <= 1)) {
            throw new IllegalArgumentException("known is a probability from 0 to 1, not " + known);
        }
    }

    /** Unfamiliar when {@code known} lies below {@code border}. */
    public static Familiarity of(double known, double border) {
        return new Familiarity(known, known < border);
    }
}
