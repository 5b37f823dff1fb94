package dev.parley.core.analysis.prompting;

import java.util.Arrays;
import java.util.List;

/**
 * How varied prompts are, from how many there are of each family.
 *
 * @param families that were asked for at all
 * @param expected families there are, those included that nobody asked for yet (Chao 1984, at least)
 * @param coverage chance that the next prompt is of a known family, 0 to 1 (Chao and Jost 2012, equation 4a)
 * @param bits Shannon's entropy of the next prompt's family
 * @param evenFamilies as many families, all asked for as often, would be as varied: 2 to the bits (Hill 1973, of order 1)
 * @param frequentFamilies the same by the chance that two prompts are of one family (Hill 1973, of order 2)
 */
public record Diversity(
        int families, double expected, double coverage, double bits, double evenFamilies, double frequentFamilies) {

    /** @param asked prompts of each family */
    public static Diversity of(List<Integer> asked) {
        double[] counts = asked.stream()
                .filter(count -> count > 0)
                .mapToDouble(Integer::doubleValue)
                .toArray();
        double all = Arrays.stream(counts).sum();
        double nats = 0;
        double squares = 0;
        for (double count : counts) {
            nats -= count / all * Math.log(count / all);
            squares += count / all * count / all;
        }
        return new Diversity(
                counts.length,
                counts.length + unseen(counts),
                coverage(asked),
                nats / Math.log(2),
                counts.length == 0 ? 0 : Math.exp(nats),
                counts.length == 0 ? 0 : 1 / squares);
    }

    /** Families that nobody asked for yet, at least. */
    private static double unseen(double[] counts) {
        double all = Arrays.stream(counts).sum();
        double once = times(counts, 1);
        double twice = times(counts, 2);
        return twice > 0 ? (all - 1) / all * once * once / (2 * twice) : once * (once - 1) / 2;
    }

    /**
     * The chance that the next prompt is of a family that is known.
     *
     * @param asked prompts of each family
     * @return 0 to 1; 0 where less than two were asked
     */
    public static double coverage(List<Integer> asked) {
        double[] counts = asked.stream().mapToDouble(Integer::doubleValue).toArray();
        double n = Arrays.stream(counts).sum();
        double once = times(counts, 1);
        double twice = times(counts, 2);
        // One prompt says nothing about the next.
        if (n <= 1) {
            return 0;
        }
        if (once == 0) {
            return 1;
        }
        double left = twice > 0
                ? (n - 1) * once / ((n - 1) * once + 2 * twice)
                : (n - 1) * (once - 1) / ((n - 1) * (once - 1) + 2);
        return 1 - once / n * left;
    }

    /** One less the share of families seen once (Good 1953). */
    public static double goodTuring(List<Integer> asked) {
        double[] counts = asked.stream().mapToDouble(Integer::doubleValue).toArray();
        return 1 - times(counts, 1) / Arrays.stream(counts).sum();
    }

    private static double times(double[] counts, int often) {
        return Arrays.stream(counts).filter(count -> count == often).count();
    }

    /** How likely the next prompt is new to its families: 1 less its likeness to the nearest middle. */
    public static double novelty(double nearest) {
        return 1 - nearest;
    }
}
