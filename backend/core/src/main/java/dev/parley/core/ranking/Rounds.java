package dev.parley.core.ranking;

import dev.parley.core.analysis.interval.Draws;
import dev.parley.core.ranking.Davidson.Bend;
import dev.parley.core.ranking.Davidson.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What strengths might as well have been: voters, with all their votes, are drawn anew with replacement, and strengths are
 * reckoned again (cluster bootstrap). The votes of one person are not independent of each other; drawing votes alone would look
 * surer than it is. Each round depends on seed and number alone, so the same seed gives the same rounds, on any number of cores.
 */
final class Rounds {
    private static final double NEAR = 1e-6;
    private static final double TAIL = 0.025;

    /** By policy, then by round. */
    private final double[][] strengths;

    /** Davidson's nu, by round. */
    private final double[] ties;

    private Rounds(double[][] strengths, double[] ties) {
        this.strengths = strengths;
        this.ties = ties;
    }

    /** Of each island, in their order. Uses all cores. */
    static List<Rounds> of(
            Preferences preferences, List<Island> islands, List<Fit> fits, double ridge, int rounds, long seed) {
        List<Rounds> all = islands.stream()
                .map(island -> new Rounds(new double[island.size()][rounds], new double[rounds]))
                .toList();
        double[] sums = preferences.sums();
        List<Bend> bends = IntStream.range(0, islands.size())
                .mapToObj(i -> model(islands.get(i), ridge).bend(islands.get(i).own(sums), fits.get(i)))
                .toList();
        int parts = Math.min(rounds, Runtime.getRuntime().availableProcessors());
        IntStream.range(0, parts).parallel().forEach(part -> {
            // What a round needs to work in is large, and is made once a part.
            List<Davidson> models =
                    islands.stream().map(island -> model(island, ridge)).toList();
            int[] times = new int[preferences.voters()];
            double[] drawn = new double[Preferences.OUTCOMES * preferences.pairs()];
            VoterDraw draw = new VoterDraw(seed);
            for (int round = part; round < rounds; round += parts) {
                draw.draw(round, times);
                preferences.sums(times, drawn);
                for (int i = 0; i < islands.size(); i++) {
                    Fit fit = models.get(i).near(islands.get(i).own(drawn), fits.get(i), bends.get(i));
                    all.get(i).set(round, fit);
                }
            }
        });
        return all;
    }

    private static Davidson model(Island island, double ridge) {
        return new Davidson(island.size(), island.first, island.second, ridge, NEAR);
    }

    private void set(int round, Fit fit) {
        for (int policy = 0; policy < strengths.length; policy++) {
            strengths[policy][round] = fit.strengths()[policy];
        }
        ties[round] = fit.ties();
    }

    /** The same rounds after some more votes. */
    Rounds after(LaterVotes votes, Bend bend, long seed) {
        int rounds = ties.length;
        Rounds moved = new Rounds(new double[strengths.length][rounds], new double[rounds]);
        IntStream.range(0, rounds).parallel().forEach(round -> {
            double[] at = new double[strengths.length];
            for (int policy = 0; policy < at.length; policy++) {
                at[policy] = strengths[policy][round];
            }
            moved.set(round, votes.step(new Fit(at, ties[round]), bend, new VoterDraw(seed), round));
        });
        return moved;
    }

    /** Below which a policy's strength lies in one round of forty. */
    double low(int policy) {
        return quantile(policy, TAIL);
    }

    /** Above which it lies in one round of forty. */
    double high(int policy) {
        return quantile(policy, 1 - TAIL);
    }

    private double quantile(int policy, double share) {
        double[] sorted = strengths[policy].clone();
        Arrays.sort(sorted);
        return Draws.quantile(sorted, share);
    }

    /**
     * Whether the stronger one was not stronger in at most one round of forty: a test of the difference, not of the
     * overlap of intervals.
     */
    boolean parts(int stronger, int weaker) {
        double[] upper = strengths[stronger];
        double[] lower = strengths[weaker];
        int against = 0;
        for (int round = 0; round < upper.length; round++) {
            if (upper[round] <= lower[round]) {
                against++;
            }
        }
        return against <= TAIL * upper.length;
    }
}
