package dev.parley.core.analysis.difficulty;

import java.util.List;
import org.apache.commons.statistics.distribution.LogisticDistribution;

/**
 * Ability of policies and difficulty of tasks from successes: the chance of a success is the logistic of ability less
 * difficulty (Rasch 1960), with a ridge (r/2) * sum of squares on all of them, by Newton's method. Between two policies
 * on the same tasks difficulties cancel; this is for policies that were asked different things.
 */
public final class Difficulties {
    /** As wide as a normal prior with variance 10. */
    public static final double RIDGE = 0.1;

    private static final double SLOPE = 1e-11;
    private static final int MOST_STEPS = 100;
    private static final LogisticDistribution LOGISTIC = LogisticDistribution.of(0, 1);

    private final int policies;
    private final int tasks;
    private final double[] at;
    private final double[][] covariance;

    private Difficulties(int policies, int tasks, double[] at, double[][] covariance) {
        this.policies = policies;
        this.tasks = tasks;
        this.at = at;
        this.covariance = covariance;
    }

    /**
     * The best guess.
     *
     * @param ridge positive: it holds those that always, or never, succeed, and the shift of all
     * @throws IllegalArgumentException without attempts, or a ridge
     * @throws ArithmeticException where it does not settle
     */
    public static Difficulties of(List<Attempts> attempts, double ridge) {
        if (attempts.isEmpty() || !(ridge > 0)) {
            throw new IllegalArgumentException(attempts.size() + " attempts and a ridge of " + ridge);
        }
        int policies = attempts.stream().mapToInt(Attempts::policy).max().getAsInt() + 1;
        int tasks = attempts.stream().mapToInt(Attempts::task).max().getAsInt() + 1;
        int size = policies + tasks;
        double[] at = new double[size];
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] slope = new double[size];
            double[][] falls = new double[size][size];
            slopes(attempts, policies, ridge, at, slope, falls);
            double largest = 0;
            for (double one : slope) {
                largest = Math.max(largest, Math.abs(one));
            }
            double[][] inverse = Inverse.of(falls);
            if (largest < SLOPE) {
                return new Difficulties(policies, tasks, at, inverse);
            }
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    at[row] += inverse[row][column] * slope[column];
                }
            }
        }
        throw new ArithmeticException("difficulties of " + tasks + " tasks did not settle");
    }

    private static void slopes(
            List<Attempts> attempts, int policies, double ridge, double[] at, double[] slope, double[][] falls) {
        for (int i = 0; i < at.length; i++) {
            slope[i] = -ridge * at[i];
            falls[i][i] = ridge;
        }
        for (Attempts one : attempts) {
            int task = policies + one.task();
            double chance = LOGISTIC.cumulativeProbability(at[one.policy()] - at[task]);
            double more = one.done() - one.episodes() * chance;
            double spread = one.episodes() * chance * (1 - chance);
            slope[one.policy()] += more;
            slope[task] -= more;
            falls[one.policy()][one.policy()] += spread;
            falls[task][task] += spread;
            falls[one.policy()][task] -= spread;
            falls[task][one.policy()] -= spread;
        }
    }

    public int policies() {
        return policies;
    }

    public int tasks() {
        return tasks;
    }

    /** Log odds of a policy on a task of difficulty 0. */
    public double ability(int policy) {
        return at[policy];
    }

    /** The same with mean 0 over policies. */
    public double centredAbility(int policy) {
        double mean = 0;
        for (int one = 0; one < policies; one++) {
            mean += at[one] / policies;
        }
        return at[policy] - mean;
    }

    /** Of the centred ability. */
    public double standardError(int policy) {
        double variance = 0;
        for (int one = 0; one < policies; one++) {
            for (int other = 0; other < policies; other++) {
                variance += part(one, policy) * part(other, policy) * covariance[one][other];
            }
        }
        return Math.sqrt(variance);
    }

    private double part(int one, int policy) {
        return (one == policy ? 1 : 0) - 1.0 / policies;
    }

    /** Log odds by which a task is failed by a policy of ability 0. */
    public double difficulty(int task) {
        return at[policies + task];
    }

    /** Share of success that a policy would have if every task came as often, 0 to 1. */
    public double standardised(int policy) {
        double sum = 0;
        for (int task = 0; task < tasks; task++) {
            sum += LOGISTIC.cumulativeProbability(at[policy] - at[policies + task]);
        }
        return sum / tasks;
    }
}
