package dev.parley.core.analysis.simreal;

import dev.parley.core.analysis.interval.Draws;
import dev.parley.core.analysis.interval.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether a proxy (a simulator, a detector, a loss) orders policies as real episodes do (Li and others 2024, SIMPLER, section V).
 *
 * @param maximumRankViolation mean over policies of the largest real difference that the proxy has the wrong way round
 *     (MMRV), 0 at best
 * @param correlation Pearson's; empty where one side never varies
 */
public record Faithfulness(double maximumRankViolation, OptionalDouble correlation) {
    /** With fewer policies, nothing is said. */
    public static final int LEAST_POLICIES = 3;

    /** With fewer real episodes a policy, the correlation is lower than the truth, since noise of the real rates is in it. */
    public static final int ENOUGH_REAL_EPISODES = 30;

    /**
     * One number a policy on each side.
     *
     * @return empty below {@value #LEAST_POLICIES} policies
     */
    public static Optional<Faithfulness> of(double[] proxy, double[] real) {
        if (proxy.length != real.length) {
            throw new IllegalArgumentException(proxy.length + " and " + real.length + " policies");
        }
        if (proxy.length < LEAST_POLICIES) {
            return Optional.empty();
        }
        return Optional.of(new Faithfulness(maximumRankViolation(proxy, real), pearson(proxy, real)));
    }

    /** Where both would lie with other policies of the same kind. */
    public record Spread(Interval maximumRankViolation, Optional<Interval> correlation) {}

    /** Policies drawn anew with replacement; draws in which a side never varies say nothing about the correlation. */
    public static Spread spread(double[] proxy, double[] real, int rounds, double alpha, long seed) {
        double[] violations = new double[rounds];
        double[] correlations = new double[rounds];
        int known = 0;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < rounds; round++) {
            int[] drawn = random.ints(proxy.length, 0, proxy.length).toArray();
            double[] ownProxy = Arrays.stream(drawn).mapToDouble(i -> proxy[i]).toArray();
            double[] ownReal = Arrays.stream(drawn).mapToDouble(i -> real[i]).toArray();
            violations[round] = maximumRankViolation(ownProxy, ownReal);
            OptionalDouble correlation = pearson(ownProxy, ownReal);
            if (correlation.isPresent()) {
                correlations[known++] = correlation.getAsDouble();
            }
        }
        Arrays.sort(violations);
        double[] sorted = Arrays.copyOf(correlations, known);
        Arrays.sort(sorted);
        return new Spread(
                Draws.middle(violations, alpha),
                known == 0 ? Optional.empty() : Optional.of(Draws.middle(sorted, alpha)));
    }

    private static double maximumRankViolation(double[] proxy, double[] real) {
        return IntStream.range(0, proxy.length)
                .mapToDouble(one -> IntStream.range(0, proxy.length)
                        .filter(other -> proxy[one] < proxy[other] != real[one] < real[other])
                        .mapToDouble(other -> Math.abs(real[one] - real[other]))
                        .max()
                        .orElse(0))
                .average()
                .orElse(0);
    }

    private static OptionalDouble pearson(double[] one, double[] other) {
        if (isLevel(one) || isLevel(other)) {
            return OptionalDouble.empty();
        }
        double oneMean = Moments.mean(one);
        double otherMean = Moments.mean(other);
        double product = 0;
        double oneSquares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.length; i++) {
            product += (one[i] - oneMean) * (other[i] - otherMean);
            oneSquares += (one[i] - oneMean) * (one[i] - oneMean);
            otherSquares += (other[i] - otherMean) * (other[i] - otherMean);
        }
        return OptionalDouble.of(Math.clamp(product / Math.sqrt(oneSquares * otherSquares), -1.0, 1.0));
    }

    /** Asked of the numbers themselves: three times 0.1 is not 0.3, so that deviations from the mean are not all 0. */
    private static boolean isLevel(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }
}
