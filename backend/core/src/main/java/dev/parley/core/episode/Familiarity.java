package dev.parley.core.episode;

/**
 * How far a policy knew what it was asked, by its own measure; apart from whether it was done, and in no outcome.
 *
 * @param known probability that the words are of a kind it was trained on, 0 to 1
 * @param unfamiliar whether that lies below the border that was measured for this policy
 */
public record Familiarity(double known, boolean unfamiliar) {
    public Familiarity {
        if (!(known >= 0 && known <= 1)) {
            throw new IllegalArgumentException("how far words are known is a probability from 0 to 1, not " + known);
        }
    }
}
