package dev.parley.core.ranking;

import java.util.Arrays;

/**
 * Strengths from preferences: Bradley and Terry (1952) with ties after Davidson (1970). Of policies with strengths a and b, the
 * first is preferred with chance e^a / Z, neither with 2 nu e^((a+b)/2) / Z, where Z makes the three chances one. Found by Newton's method
 * with halved steps, with a ridge (r/2) * sum of squared strengths, which is a weak normal prior with mean 0 and variance 1/r.
 * Strengths have mean 0. Works on one set of policies that hang together; not thread-safe, and made for being used again.
 */
final class Davidson {
    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double MANY = 1000;

    private final int policies;
    private final int[] first;
    private final int[] second;
    private final double ridge;
    private final double exact;
    private final double[][] hessian;
    private final double[] gradient;

    /**
     * @param first of each pair, below {@code policies}
     * @param exact how large a slope may be left, for every thousand votes
     */
    Davidson(int policies, int[] first, int[] second, double ridge, double exact) {
        this.policies = policies;
        this.first = first;
        this.second = second;
        this.ridge = ridge;
        this.exact = exact;
        this.hessian = new double[policies + 1][policies + 1];
        this.gradient = new double[policies + 1];
    }

    /**
     * @param strengths of each policy, mean 0
     * @param ties Davidson's nu: how readily people say neither; 0 where nobody did
     */
    record Fit(double[] strengths, double ties) {
        static Fit even(int policies) {
            return new Fit(new double[policies], 1);
        }
    }

    /**
     * The best guess. Without a ridge, the strength of somebody who never lost runs away until the slope is too small to see.
     *
     * @param sums weight of first better, second better and neither, by pair
     * @param start where to begin; the nearer, the quicker
     * @throws ArithmeticException when they do not settle
     */
    Fit fit(double[] sums, Fit start) {
        double tied = 0;
        double all = 0;
        for (int cell = 0; cell < sums.length; cell++) {
            all += sums[cell];
            tied += cell % Preferences.OUTCOMES == Preferences.NEITHER ? sums[cell] : 0;
        }
        if (tied >= all) {
            // Nobody ever preferred anything.
            return Fit.even(policies);
        }
        // The last parameter is the logarithm of nu; without ties nu is 0, and stays out of it.
        boolean withTies = tied > 0;
        double[] at = Arrays.copyOf(start.strengths(), policies + 1);
        at[policies] = withTies ? Math.log(start.ties() > 0 ? start.ties() : 1) : Double.NEGATIVE_INFINITY;
        int size = withTies ? policies + 1 : policies;
        double goal = exact * Math.max(1, all / MANY);
        double value = slopes(sums, at, size);
        for (int step = 0; step < MOST_STEPS; step++) {
            if (largest(size) < goal) {
                return new Fit(Arrays.copyOf(at, policies), withTies ? Math.exp(at[policies]) : 0);
            }
            value = climb(sums, at, size, value, goal);
        }
        throw new ArithmeticException("strengths of " + policies + " policies did not settle");
    }

    /**
     * How far the gap between two policies moves, to the first order, for a push of one at each policy's slope.
     *
     * @param fit the best guess for {@code sums}
     */
    double[] moved(double[] sums, Fit fit, int upper, int lower) {
        boolean withTies = fit.ties() > 0;
        double[] at = Arrays.copyOf(fit.strengths(), policies + 1);
        at[policies] = withTies ? Math.log(fit.ties()) : Double.NEGATIVE_INFINITY;
        int size = withTies ? policies + 1 : policies;
        slopes(sums, at, size);
        double[] gap = new double[size];
        gap[upper] = 1;
        gap[lower] = -1;
        double[][] factor = falls(size);
        if (!Cholesky.factor(factor)) {
            throw new ArithmeticException("strengths of " + policies + " policies have no finite answer");
        }
        Cholesky.solve(factor, gap);
        return gap;
    }

    private double[][] falls(int size) {
        double[][] copy = new double[size][];
        for (int row = 0; row < size; row++) {
            copy[row] = Arrays.copyOf(hessian[row], size);
        }
        return copy;
    }

    /** One step up; the slopes are those at its end. */
    private double climb(double[] sums, double[] at, int size, double value, double goal) {
        double[] way = Arrays.copyOf(gradient, size);
        double[][] factor = falls(size);
        if (!Cholesky.factor(factor)) {
            throw new ArithmeticException("strengths of " + policies + " policies have no finite answer");
        }
        Cholesky.solve(factor, way);
        double rise = 0;
        for (int i = 0; i < size; i++) {
            rise += way[i] * gradient[i];
        }
        double[] begin = at.clone();
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            for (int i = 0; i < size; i++) {
                at[i] = begin[i] + length * way[i];
            }
            double reached = slopes(sums, at, size);
            // At the top, the value's own rounding is larger than what is left to climb.
            if (reached >= value + 1e-4 * length * rise || largest(size) < goal || rise < 1e-13 * Math.abs(value)) {
                return reached;
            }
            length /= 2;
        }
        throw new ArithmeticException("strengths of " + policies + " policies did not settle");
    }

    private double largest(int size) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        return largest;
    }

    /** Logarithm of the likelihood less the ridge; also its slopes, and the lower triangle of how they fall. */
    private double slopes(double[] sums, double[] at, int size) {
        boolean withTies = size > policies;
        double doubled = withTies ? 2 * Math.exp(at[policies]) : 0;
        double value = 0;
        // Strengths have no zero of their own: this holds their mean.
        double shift = 1.0 / policies;
        for (int row = 0; row < policies; row++) {
            Arrays.fill(hessian[row], 0, row, shift);
            hessian[row][row] = shift + ridge;
            gradient[row] = -ridge * at[row];
            value -= ridge / 2 * at[row] * at[row];
        }
        Arrays.fill(hessian[policies], 0);
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
            double half = (at[one] - at[two]) / 2;
            double up = Math.exp(half);
            double all = up + 1 / up + doubled;
            double better = up / all;
            double neither = doubled / all;
            double score = better + neither / 2;
            value += (won - lost) * half - votes * Math.log(all);
            double slope = won + tied / 2 - votes * score;
            gradient[one] += slope;
            gradient[two] -= slope;
            double spread = votes * (better + neither / 4 - score * score);
            hessian[one][one] += spread;
            hessian[two][two] += spread;
            hessian[Math.max(one, two)][Math.min(one, two)] -= spread;
            if (withTies) {
                value += tied * at[policies];
                gradient[policies] += tied - votes * neither;
                double leaning = votes * neither * (0.5 - score);
                hessian[policies][one] += leaning;
                hessian[policies][two] -= leaning;
                hessian[policies][policies] += votes * neither * (1 - neither);
            }
        }
        return value;
    }
}
