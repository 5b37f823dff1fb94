package dev.parley.core.analysis.allocation;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Draws;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which policy to try next when the best is looked for: rates are drawn from what is believed of each, the leader of
 * the draw with one half, else draws are repeated until another one leads (top-two Thompson sampling: Russo 2020). A
 * share of all tries is even, whatever is believed, so that each pair keeps a known chance.
 */
public final class TopTwo {
    /** Of tries, those that are drawn evenly. */
    public static final double EVEN = 0.2;

    /** How often the leader of a draw is taken. */
    public static final double LEADER = 0.5;

    private static final int MOST_DRAWS = 30;

    private final double even;
    private final double leader;

    /** The study's: {@link #EVEN} and {@link #LEADER}. */
    public TopTwo() {
        this(EVEN, LEADER);
    }

    /**
     * Another one.
     *
     * @param even share of tries drawn evenly, 0 to 1
     * @param leader how often the leader is taken, 0 to 1; with 1 it is plain Thompson sampling (Thompson 1933)
     */
    public TopTwo(double even, double leader) {
        if (!(even >= 0 && even <= 1) || !(leader >= 0 && leader <= 1)) {
            throw new IllegalArgumentException("shares of " + even + " and " + leader + " are not between 0 and 1");
        }
        this.even = even;
        this.leader = leader;
    }

    /** Number of the policy. */
    public int next(List<Counts> policies, RandomGenerator random) {
        if (random.nextDouble() < even) {
            return random.nextInt(policies.size());
        }
        int first = leading(policies, random);
        if (policies.size() == 1 || random.nextDouble() < leader) {
            return first;
        }
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            int other = leading(policies, random);
            if (other != first) {
                return other;
            }
        }
        return first;
    }

    private static int leading(List<Counts> policies, RandomGenerator random) {
        int first = 0;
        double most = -1;
        for (int policy = 0; policy < policies.size(); policy++) {
            Counts counts = policies.get(policy);
            double drawn = Draws.beta(random, counts.successes() + 1.0, counts.failures() + 1.0);
            if (drawn > most) {
                most = drawn;
                first = policy;
            }
        }
        return first;
    }
}
