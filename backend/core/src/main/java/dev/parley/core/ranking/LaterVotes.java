package dev.parley.core.ranking;

import dev.parley.core.ranking.Davidson.Bend;
import dev.parley.core.ranking.Davidson.Fit;
import java.util.Arrays;

/**
 * Votes that came after a leaderboard was reckoned, few against those that it was made of: what they change in one
 * round is one step by how slopes fall already (one-step estimate; van der Vaart 1998, section 5.7). Immutable.
 */
final class LaterVotes {
    private final int[] voters;
    private final int[] first;
    private final int[] second;
    private final int[] outcomes;
    private final double[] weights;

    /**
     * Of one island.
     *
     * @param voters who cast each
     * @param first its pair's policies, as the island numbers them
     * @param outcomes which cell of the pair
     */
    LaterVotes(int[] voters, int[] first, int[] second, int[] outcomes, double[] weights) {
        this.voters = voters;
        this.first = first;
        this.second = second;
        this.outcomes = outcomes;
        this.weights = weights;
    }

    /** What a round's best guess becomes. */
    Fit step(Fit before, Bend bend, VoterDraw draw, int round) {
        double[] at = before.strengths();
        boolean withTies = bend.size() > at.length;
        double doubled = 2 * before.ties();
        double[] way = new double[bend.size()];
        for (int vote = 0; vote < voters.length; vote++) {
            double times = draw.of(round, voters[vote]) * weights[vote];
            if (times == 0) {
                continue;
            }
            double up = Math.exp((at[first[vote]] - at[second[vote]]) / 2);
            double all = up + 1 / up + doubled;
            double got = switch (outcomes[vote]) {
                case Preferences.FIRST -> 1;
                case Preferences.NEITHER -> 0.5;
                default -> 0;
            };
            double slope = times * (got - (up + doubled / 2) / all);
            way[first[vote]] += slope;
            way[second[vote]] -= slope;
            if (withTies) {
                way[at.length] += times * ((outcomes[vote] == Preferences.NEITHER ? 1 : 0) - doubled / all);
            }
        }
        Cholesky.solve(bend.factor(), way);
        double[] moved = Arrays.copyOf(at, at.length);
        for (int policy = 0; policy < at.length; policy++) {
            moved[policy] += way[policy];
        }
        return new Fit(moved, withTies ? before.ties() * Math.exp(way[at.length]) : before.ties());
    }
}
