package dev.parley.core.analysis.plan;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Draws;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Jeffreys;
import dev.parley.core.analysis.versus.Evidence;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How many more blocks until two policies are told apart by a study that is watched: studies are played on from where
 * this one stands, each with rates drawn from what is believed now, so that not knowing how different they are is in
 * the answer.
 *
 * @param half blocks after which half of them have a verdict; empty where fewer ever do within the horizon
 * @param mostly the same for eight in ten
 * @param told share with a verdict within the horizon, 0 to 1
 * @param first share that find the first better
 * @param horizon most blocks that were played on
 */
public record Parting(OptionalInt half, OptionalInt mostly, double told, double first, int horizon) {
    private static final double MOSTLY = 0.8;

    /**
     * From a study so far.
     *
     * @param blocks of which both episodes are judged
     * @param firstAlone blocks that the first alone did
     * @param secondAlone blocks that the second alone did
     */
    public record SoFar(int blocks, int firstAlone, int secondAlone) {
        public SoFar {
            if (firstAlone < 0 || secondAlone < 0 || firstAlone + secondAlone > blocks) {
                throw new IllegalArgumentException(
                        firstAlone + " and " + secondAlone + " of " + blocks + " blocks cannot be");
            }
        }

        int parted() {
            return firstAlone + secondAlone;
        }
    }

    /**
     * Plays on. Uses all cores; the same seed gives the same.
     *
     * @param alpha of the study, over both sides
     * @param horizon most blocks to play on
     * @param plays studies that are played
     */
    public static Parting of(SoFar soFar, double alpha, int horizon, int plays, long seed) {
        int[] least = least(soFar.parted(), horizon, alpha);
        BetaDistribution parting = Jeffreys.posterior(new Counts(soFar.parted(), soFar.blocks()));
        BetaDistribution share = Jeffreys.posterior(new Counts(soFar.firstAlone(), soFar.parted()));
        int[] ends = IntStream.range(0, plays)
                .parallel()
                .map(play -> {
                    SplittableRandom random = Draws.stream(seed, play);
                    double often = Draws.beta(random, parting.getAlpha(), parting.getBeta());
                    double won = Draws.beta(random, share.getAlpha(), share.getBeta());
                    return play(soFar, least, horizon, often, won, random);
                })
                .toArray();
        return read(ends, horizon);
    }

    /** With rates that are known, as for a plan without data. */
    public static Parting ofRates(double first, double second, double alpha, int horizon, int plays, long seed) {
        double firstAlone = first * (1 - second);
        double often = firstAlone + second * (1 - first);
        SoFar nothing = new SoFar(0, 0, 0);
        int[] least = least(0, horizon, alpha);
        int[] ends = IntStream.range(0, plays)
                .parallel()
                .map(play -> play(
                        nothing,
                        least,
                        horizon,
                        often,
                        often == 0 ? 0.5 : firstAlone / often,
                        Draws.stream(seed, play)))
                .toArray();
        return read(ends, horizon);
    }

    /** Wins that suffice after each further parted block, from none on. */
    private static int[] least(int parted, int horizon, double alpha) {
        return IntStream.rangeClosed(parted, parted + horizon)
                .map(number -> Evidence.leastWins(number, 2 / Errors.checked(alpha)))
                .toArray();
    }

    /** Blocks until a verdict for the first, or less than none for the second; 0 where there is none. */
    private static int play(SoFar soFar, int[] least, int horizon, double often, double won, SplittableRandom random) {
        int first = soFar.firstAlone();
        int second = soFar.secondAlone();
        for (int block = 1; block <= horizon; block++) {
            if (random.nextDouble() < often) {
                boolean firsts = random.nextDouble() < won;
                first += firsts ? 1 : 0;
                second += firsts ? 0 : 1;
                int enough = least[first + second - soFar.parted()];
                if (Math.max(first, second) >= enough) {
                    return first > second ? block : -block;
                }
            }
        }
        return 0;
    }

    private static Parting read(int[] ends, int horizon) {
        int[] told = Arrays.stream(ends)
                .filter(end -> end != 0)
                .map(Math::abs)
                .sorted()
                .toArray();
        long first = Arrays.stream(ends).filter(end -> end > 0).count();
        return new Parting(
                at(told, ends.length, 0.5),
                at(told, ends.length, MOSTLY),
                (double) told.length / ends.length,
                (double) first / ends.length,
                horizon);
    }

    private static OptionalInt at(int[] told, int plays, double share) {
        int place = (int) Math.ceil(share * plays) - 1;
        return place < told.length ? OptionalInt.of(told[place]) : OptionalInt.empty();
    }
}
