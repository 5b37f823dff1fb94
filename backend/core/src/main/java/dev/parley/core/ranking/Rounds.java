package dev.parley.core.ranking;

import dev.parley.core.analysis.interval.Draws;
import dev.parley.core.ranking.Davidson.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What strengths might as well have been: voters, with all their votes, are drawn anew with replacement, as many as there are, and
 * strengths are reckoned again (cluster bootstrap). The votes of one person are not independent of each other; drawing votes alone would look
 * surer than it is. Each round has a generator of its own by seed and number, so the same seed gives the same rounds.
 */
final class Rounds {
    private static final double NEAR = 1e-6;
    private static final double TAIL = 0.025;

    /** By policy, then by round. */
    private final double[][] strengths;

    private Rounds(double[][] strengths) {
        this.strengths = strengths;
    }

    /** Of each island, in their order. */
    static List<Rounds> of(
            Preferences preferences, List<Island> islands, List<Fit> fits, double ridge, int rounds, long seed) {
        List<Davidson> models = islands.stream()
                .map(island -> new Davidson(island.size(), island.first, island.second, ridge, NEAR))
                .toList();
        List<Rounds> all = islands.stream()
                .map(island -> new Rounds(new double[island.size()][rounds]))
                .toList();
        int[] times = new int[preferences.voters()];
        double[] sums = new double[Preferences.OUTCOMES * preferences.pairs()];
        for (int round = 0; round < rounds; round++) {
            draw(times, seed, round);
            preferences.sums(times, sums);
            for (int i = 0; i < islands.size(); i++) {
                double[] drawn =
                        models.get(i).fit(islands.get(i).own(sums), fits.get(i)).strengths();
                for (int policy = 0; policy < drawn.length; policy++) {
                    all.get(i).strengths[policy][round] = drawn[policy];
                }
            }
        }
        return all;
    }

    private static void draw(int[] times, long seed, int round) {
        SplittableRandom random = Draws.stream(seed, round);
        Arrays.fill(times, 0);
        for (int i = 0; i < times.length; i++) {
            times[random.nextInt(times.length)]++;
        }
    }

    /** Below which a policy's strength lies in one round of forty. */
    double low(int policy) {
        return quantile(policy, TAIL);
    }

    /** Above which it lies in one round of forty. */
    double high(int policy) {
        return quantile(policy, 1 - TAIL);
    }

    /** Linear between the two rounds that it falls between. */
    private double quantile(int policy, double share) {
        double[] sorted = strengths[policy].clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Whether the stronger one was not stronger in at most one round of forty: a test of the difference, not of the overlap of intervals. */
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
