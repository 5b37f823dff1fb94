package dev.parley.core.ranking;

import dev.parley.core.analysis.interval.Draws;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How often each voter counts in a round. Few are drawn with replacement, as many as there are. Of many, each counts as
 * often as a Poisson number with mean 1 says (the limit of the same: Hanley and MacGibbon 2006), which depends on the
 * round and the voter alone: whoever comes later does not change what was drawn of others.
 */
final class VoterDraw {
    /** From so many on, their number in a round hardly differs from round to round. */
    static final int MANY = 500;

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;
    /** Chance of at most 0, 1, 2, ... times. */
    private static final double[] AT_MOST = new double[18];

    static {
        double chance = Math.exp(-1);
        double sum = 0;
        for (int times = 0; times < AT_MOST.length; times++) {
            sum += chance;
            AT_MOST[times] = sum;
            chance /= times + 1;
        }
    }

    private final long seed;

    VoterDraw(long seed) {
        this.seed = seed;
    }

    /** @param times is overwritten, an entry a voter */
    void draw(int round, int[] times) {
        if (times.length >= MANY) {
            long key = key(round);
            for (int voter = 0; voter < times.length; voter++) {
                times[voter] = poisson(key, voter);
            }
            return;
        }
        SplittableRandom random = Draws.stream(seed, round);
        Arrays.fill(times, 0);
        for (int i = 0; i < times.length; i++) {
            times[random.nextInt(times.length)]++;
        }
    }

    /** Of one among many voters. */
    int of(int round, int voter) {
        return poisson(key(round), voter);
    }

    private long key(int round) {
        return Draws.mixed(Draws.mixed(seed + 1) + STEP * (round + 1L));
    }

    private static int poisson(long key, int voter) {
        double chance = (Draws.mixed(key + STEP * (voter + 1L)) >>> 11) * UNIT;
        int times = 0;
        while (times < AT_MOST.length - 1 && chance >= AT_MOST[times]) {
            times++;
        }
        return times;
    }
}
