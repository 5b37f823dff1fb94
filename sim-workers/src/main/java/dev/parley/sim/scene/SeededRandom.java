package dev.parley.sim.scene;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014): the same seed and stream name give the same numbers on every JDK.
 *
 * <p>Each factor draws from its own named stream, so pinning one factor leaves the others as they were.
 */
public final class SeededRandom {

    private long state;
    private double spareGaussian;
    private boolean hasSpare;

    public SeededRandom(long seed, String stream) {
        state = mix(seed ^ 0x9E3779B97F4A7C15L);
        for (int i = 0; i < stream.length(); i++) {
            state = mix(state + stream.charAt(i));
        }
    }

    public long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    public double between(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Uniform in 0..bound-1. */
    public int below(int bound) {
        return (int) Math.floor(nextDouble() * bound);
    }

    /** Standard normal (Marsaglia's polar method). */
    public double gaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spareGaussian;
        }
        while (true) {
            double u = between(-1, 1);
            double v = between(-1, 1);
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
                spareGaussian = v * factor;
                hasSpare = true;
                return u * factor;
            }
        }
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
