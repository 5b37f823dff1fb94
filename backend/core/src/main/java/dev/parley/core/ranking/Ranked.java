package dev.parley.core.ranking;

import java.util.List;
import java.util.Optional;

/**
 * Policies that can be compared with each other.
 *
 * @param standings strongest first
 * @param ties Davidson's nu
 * @param bounded whether votes alone hold all strengths, without the ridge
 * @param upset what would change the first place; empty where nothing would, or where there is no first place
 */
public record Ranked(List<Standing> standings, double ties, boolean bounded, Optional<Upset> upset) {
    /**
     * The fewest votes that would have had to be cast otherwise for another policy to have the greatest strength.
     *
     * @param policy number of the one that would lead
     */
    public record Upset(int votes, int policy) {}
}
