package dev.parley.core.analysis.interval;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random numbers of a few shapes, the same for the same generator, and what is read from many of them. */
public final class Draws {
    private static final double THIRD = 1.0 / 3;

    private Draws() {}

    /**
     * The generator of one of many runs by the same seed. Its seed is mixed: generators whose seeds are a few steps
     * apart give the same numbers a few places apart, and runs by them would be nearly one run.
     */
    public static SplittableRandom stream(long seed, long number) {
        return new SplittableRandom(mixed(seed + mixed(number + 1)));
    }

    /** Every bit of it depends on every bit given (Stafford 2011, variant 13). */
    public static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Of a gamma distribution with scale 1 (Marsaglia and Tsang 2000). */
    public static double gamma(RandomGenerator random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - THIRD;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /** Of Beta(a, b). */
    public static double beta(RandomGenerator random, double a, double b) {
        double one = gamma(random, a);
        return one / (one + gamma(random, b));
    }

    /** The middle 1 - alpha of them, linear between neighbours. */
    public static Interval middle(double[] sorted, double alpha) {
        return new Interval(quantile(sorted, alpha / 2), quantile(sorted, 1 - alpha / 2));
    }

    /** Linear between the two that it falls between. */
    public static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
