package dev.parley.core.ranking;

import java.util.Arrays;

/**
 * Strengths from preferences: Bradley and Terry (1952) with ties after Davidson (1970). Of policies with strengths a
 * and b, the first is preferred with chance e^a / Z, neither with 2 nu e^((a+b)/2) / Z, where Z makes the three chances
 * one. Found by Newton's method with halved steps, with a ridge (r/2) * sum of squared strengths, which is a weak
 * normal prior with mean 0 and variance 1/r. Strengths have mean 0. Works on one set of policies that hang together;
 * not thread-safe, and made for being used again.
 */
final class Davidson {
    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final int MOST_CHORDS = 30;
    private static final double MANY = 1000;

    private final int policies;
    private final double exact;
    private final Slopes slopes;

    /**
     * @param first of each pair, below {@code policies}
     * @param exact how large a slope may be left, for every thousand votes
     */
    Davidson(int policies, int[] first, int[] second, double ridge, double exact) {
        this.policies = policies;
        this.exact = exact;
        this.slopes = new Slopes(policies, first, second, ridge);
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

    /** How slopes fall at one guess, ready to be solved with. */
    record Bend(double[][] factor) {
        int size() {
            return factor.length;
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
        Votes votes = Votes.of(sums);
        if (votes.tied() >= votes.all()) {
            // Nobody ever preferred anything.
            return Fit.even(policies);
        }
        double[] at = parameters(start, votes.tied() > 0);
        int size = votes.tied() > 0 ? policies + 1 : policies;
        double goal = goal(votes);
        double value = slopes.valueAt(sums, at, size);
        for (int step = 0; step < MOST_STEPS; step++) {
            if (slopes.largest(size) < goal) {
                return found(at, size);
            }
            value = climb(sums, at, size, value, goal);
        }
        throw new ArithmeticException("strengths of " + policies + " policies did not settle");
    }

    /**
     * The best guess near another one, for votes that differ little: steps by how slopes fell there, which spares
     * finding that anew. Where these do not bring it nearer quickly, {@link #fit}.
     *
     * @param bend at {@code start} or near it
     */
    Fit near(double[] sums, Fit start, Bend bend) {
        Votes votes = Votes.of(sums);
        int size = votes.tied() > 0 ? policies + 1 : policies;
        if (votes.tied() >= votes.all() || size != bend.size()) {
            return fit(sums, start);
        }
        double[] at = parameters(start, votes.tied() > 0);
        double goal = goal(votes);
        slopes.slopesAt(sums, at, size);
        double left = slopes.largest(size);
        for (int step = 0; step < MOST_CHORDS && left >= goal; step++) {
            double[] way = Arrays.copyOf(slopes.gradient(), size);
            Cholesky.solve(bend.factor(), way);
            for (int i = 0; i < size; i++) {
                at[i] += way[i];
            }
            slopes.slopesAt(sums, at, size);
            double now = slopes.largest(size);
            if (!(now < left / 2)) {
                return fit(sums, start);
            }
            left = now;
        }
        return left < goal ? found(at, size) : fit(sums, found(at, size));
    }

    /** How slopes fall at a guess. */
    Bend bend(double[] sums, Fit fit) {
        int size = fit.ties() > 0 ? policies + 1 : policies;
        slopes.valueAt(sums, parameters(fit, fit.ties() > 0), size);
        return factored(size);
    }

    /** How far the gap between two policies moves, to the first order, for a push of one at each policy's slope. */
    double[] moved(Bend bend, int upper, int lower) {
        double[] gap = new double[bend.size()];
        gap[upper] = 1;
        gap[lower] = -1;
        Cholesky.solve(bend.factor(), gap);
        return gap;
    }

    /** Logarithm of the likelihood at a guess, up to what does not depend on it. */
    double logLikelihood(double[] sums, Fit fit) {
        return slopes.valueAt(sums, parameters(fit, fit.ties() > 0), fit.ties() > 0 ? policies + 1 : policies);
    }

    private record Votes(double tied, double all) {
        static Votes of(double[] sums) {
            double tied = 0;
            double all = 0;
            for (int cell = 0; cell < sums.length; cell++) {
                all += sums[cell];
                tied += cell % Preferences.OUTCOMES == Preferences.NEITHER ? sums[cell] : 0;
            }
            return new Votes(tied, all);
        }
    }

    private double goal(Votes votes) {
        return exact * Math.max(1, votes.all() / MANY);
    }

    /** Strengths, and the logarithm of nu; without ties nu is 0, and stays out of it. */
    private double[] parameters(Fit fit, boolean withTies) {
        double[] at = Arrays.copyOf(fit.strengths(), policies + 1);
        at[policies] = withTies ? Math.log(fit.ties() > 0 ? fit.ties() : 1) : Double.NEGATIVE_INFINITY;
        return at;
    }

    private Fit found(double[] at, int size) {
        return new Fit(Arrays.copyOf(at, policies), size > policies ? Math.exp(at[policies]) : 0);
    }

    private Bend factored(int size) {
        double[][] factor = slopes.falls(size);
        if (!Cholesky.factor(factor)) {
            throw new ArithmeticException("strengths of " + policies + " policies have no finite answer");
        }
        return new Bend(factor);
    }

    /** One step up; the slopes are those at its end. */
    private double climb(double[] sums, double[] at, int size, double value, double goal) {
        double[] slope = Arrays.copyOf(slopes.gradient(), size);
        double[] way = slope.clone();
        Cholesky.solve(factored(size).factor(), way);
        double rise = 0;
        for (int i = 0; i < size; i++) {
            rise += way[i] * slope[i];
        }
        double[] begin = at.clone();
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            for (int i = 0; i < size; i++) {
                at[i] = begin[i] + length * way[i];
            }
            double reached = slopes.valueAt(sums, at, size);
            // At the top, the value's own rounding is larger than what is left to climb.
            if (reached >= value + 1e-4 * length * rise
                    || slopes.largest(size) < goal
                    || rise < 1e-13 * Math.abs(value)) {
                return reached;
            }
            length /= 2;
        }
        throw new ArithmeticException("strengths of " + policies + " policies did not settle");
    }
}
