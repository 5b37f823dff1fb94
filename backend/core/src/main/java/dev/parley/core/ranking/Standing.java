package dev.parley.core.ranking;

import java.util.Optional;

/**
 * How one policy stands among those it can be compared with.
 *
 * @param policy its number
 * @param strength Bradley and Terry's, mean 0 on its island: a difference of ln 3 is three wins for each loss
 * @param interval where 95 % of the rounds lie; empty where there are too few voters
 * @param firstPlace best place it may have: behind all that are parted from it above
 * @param lastPlace worst place it may have
 * @param tier from 0, the strongest; those of one tier are linked by pairs that nothing parts
 * @param mark whether nothing but the ridge holds its strength
 */
public record Standing(
        int policy,
        double strength,
        Optional<Interval> interval,
        int firstPlace,
        int lastPlace,
        int tier,
        Mark mark,
        Tally tally) {

    /** Whether a policy has both sides of votes. */
    public enum Mark {
        NONE,
        /** Never lost, nor tied: how strong it is cannot be told from above. */
        UNDEFEATED,
        /** Never won, nor tied. */
        WINLESS
    }

    /** Strengths. */
    public record Interval(double low, double high) {}

    /**
     * Votes, each as one.
     *
     * @param neither ties and both bad
     */
    public record Tally(int won, int lost, int neither) {
        public int votes() {
            return won + lost + neither;
        }

        Tally plus(Tally other) {
            return new Tally(won + other.won, lost + other.lost, neither + other.neither);
        }

        Mark mark() {
            if (neither > 0 || won > 0 && lost > 0) {
                return Mark.NONE;
            }
            return won > 0 ? Mark.UNDEFEATED : Mark.WINLESS;
        }
    }

    /** The chance, 0 to 1, to be preferred to a policy of the island's mean strength, a tie as one half. */
    public static double preferred(double strength, double ties) {
        double up = Math.exp(strength / 2);
        double all = up + 1 / up + 2 * ties;
        return (up + ties) / all;
    }
}
