package dev.parley.core.ranking;

import java.util.Arrays;

/**
 * Logarithm of the likelihood of {@link Davidson}'s model less its ridge, with its slopes and how these fall.
 * Parameters are the strengths and, where there are ties, the logarithm of nu. Made for being used again; not
 * thread-safe.
 */
final class Slopes {
    private final int policies;
    private final int[] first;
    private final int[] second;
    private final double ridge;
    private final double[][] falls;
    private final double[] gradient;
    /** e to half of each strength: a division a pair then stands for an exponential. */
    private final double[] halves;

    Slopes(int policies, int[] first, int[] second, double ridge) {
        this.policies = policies;
        this.first = first;
        this.second = second;
        this.ridge = ridge;
        this.falls = new double[policies + 1][policies + 1];
        this.gradient = new double[policies + 1];
        this.halves = new double[policies];
    }

    /** The slope of each parameter, at the last point that was asked for; not a copy. */
    double[] gradient() {
        return gradient;
    }

    /** Copy of how slopes fall, of which the lower triangle is filled. */
    double[][] falls(int size) {
        double[][] copy = new double[size][];
        for (int row = 0; row < size; row++) {
            copy[row] = Arrays.copyOf(falls[row], size);
        }
        return copy;
    }

    double largest(int size) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        return largest;
    }

    /** Slopes alone. */
    void slopesAt(double[] sums, double[] at, int size) {
        boolean withTies = size > policies;
        double doubled = withTies ? 2 * Math.exp(at[policies]) : 0;
        begin(at);
        double ofTies = 0;
        for (int pair = 0, cell = 0; pair < first.length; pair++, cell += Preferences.OUTCOMES) {
            double won = sums[cell];
            double tied = sums[cell + Preferences.NEITHER];
            double votes = won + sums[cell + Preferences.SECOND] + tied;
            if (votes == 0) {
                continue;
            }
            double up = halves[first[pair]] / halves[second[pair]];
            double all = up + 1 / up + doubled;
            double slope = won + tied / 2 - votes * (up + doubled / 2) / all;
            gradient[first[pair]] += slope;
            gradient[second[pair]] -= slope;
            ofTies += tied - votes * doubled / all;
        }
        gradient[policies] = withTies ? ofTies : 0;
    }

    private void begin(double[] at) {
        for (int row = 0; row < policies; row++) {
            gradient[row] = -ridge * at[row];
            halves[row] = Math.exp(at[row] / 2);
        }
    }

    /** The logarithm itself; slopes and how they fall are left behind. */
    double valueAt(double[] sums, double[] at, int size) {
        boolean withTies = size > policies;
        double doubled = withTies ? 2 * Math.exp(at[policies]) : 0;
        double value = 0;
        // Strengths have no zero of their own: this holds their mean.
        double shift = 1.0 / policies;
        begin(at);
        for (int row = 0; row < policies; row++) {
            Arrays.fill(falls[row], 0, row, shift);
            falls[row][row] = shift + ridge;
            value -= ridge / 2 * at[row] * at[row];
        }
        Arrays.fill(falls[policies], 0);
        gradient[policies] = 0;
        for (int pair = 0; pair < first.length; pair++) {
            double won = sums[Preferences.OUTCOMES * pair];
            double lost = sums[Preferences.OUTCOMES * pair + Preferences.SECOND];
            double tied = sums[Preferences.OUTCOMES * pair + Preferences.NEITHER];
            double votes = won + lost + tied;
            if (votes == 0) {
                continue;
            }
            int one = first[pair];
            int two = second[pair];
            double up = halves[one] / halves[two];
            double all = up + 1 / up + doubled;
            double better = up / all;
            double neither = doubled / all;
            double score = better + neither / 2;
            value += (won - lost) * (at[one] - at[two]) / 2 - votes * Math.log(all);
            double slope = won + tied / 2 - votes * score;
            gradient[one] += slope;
            gradient[two] -= slope;
            double spread = votes * (better + neither / 4 - score * score);
            falls[one][one] += spread;
            falls[two][two] += spread;
            falls[Math.max(one, two)][Math.min(one, two)] -= spread;
            if (withTies) {
                value += tied * at[policies];
                gradient[policies] += tied - votes * neither;
                double leaning = votes * neither * (0.5 - score);
                falls[policies][one] += leaning;
                falls[policies][two] -= leaning;
                falls[policies][policies] += votes * neither * (1 - neither);
            }
        }
        return value;
    }
}
