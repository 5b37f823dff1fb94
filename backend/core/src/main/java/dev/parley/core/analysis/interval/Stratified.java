package dev.parley.core.analysis.interval;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A rate over parts with fixed weights: sum of w_j p_j. A part without episodes stays in it, with one half and
 * everything from 0 to 1: leaving it out would be an answer to another question.
 *
 * @param rate the guess
 * @param interval from Wilson's limits of the parts by squares of their distances (MOVER: Zou and Donner 2008; Zou,
 *     Huang and Zhang 2009)
 * @param uncovered share of the weight that has no episode, 0 to 1
 */
public record Stratified(double rate, Interval interval, double uncovered) {
    private static final double SUM = 1e-9;

    /**
     * @param strata weights that sum to 1
     * @param alpha two-sided error
     * @throws IllegalArgumentException where they do not
     */
    public static Stratified of(List<Stratum> strata, double alpha) {
        checkWeights(strata);
        double rate = 0;
        double below = 0;
        double above = 0;
        double uncovered = 0;
        for (Stratum stratum : strata) {
            Counts counts = stratum.counts();
            Interval own = Wilson.of(counts, alpha);
            double share = counts.episodes() == 0 ? 0.5 : counts.rate();
            double weight = stratum.weight();
            rate += weight * share;
            below += Math.pow(weight * (share - own.low()), 2);
            above += Math.pow(weight * (own.high() - share), 2);
            uncovered += counts.episodes() == 0 ? weight : 0;
        }
        Interval interval = new Interval(rate - Math.sqrt(below), rate + Math.sqrt(above)).asRate();
        return new Stratified(rate, interval, uncovered);
    }

    /** Variance of the guess, sum of w_j^2 p_j (1 - p_j) / n_j; parts without episodes with one half and one. */
    public static double variance(List<Stratum> strata) {
        checkWeights(strata);
        return strata.stream()
                .mapToDouble(stratum -> {
                    Counts counts = stratum.counts();
                    double share = counts.episodes() == 0 ? 0.5 : counts.rate();
                    return stratum.weight() * stratum.weight() * share * (1 - share) / Math.max(1, counts.episodes());
                })
                .sum();
    }

    /**
     * What is believed of the rate, by Jeffreys' prior in each part.
     *
     * @param interval the middle of many draws
     */
    public record Belief(double mean, double variance, Interval interval) {}

    /** @param draws from which the interval is read; the same seed gives the same */
    public static Belief belief(List<Stratum> strata, double alpha, int draws, long seed) {
        checkWeights(strata);
        Errors.checked(alpha);
        List<BetaDistribution> beliefs = strata.stream()
                .map(stratum -> Jeffreys.posterior(stratum.counts()))
                .toList();
        double mean = 0;
        double variance = 0;
        for (int part = 0; part < beliefs.size(); part++) {
            double weight = strata.get(part).weight();
            mean += weight * beliefs.get(part).getMean();
            variance += weight * weight * beliefs.get(part).getVariance();
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            for (int part = 0; part < beliefs.size(); part++) {
                drawn[draw] += strata.get(part).weight()
                        * Draws.beta(
                                random,
                                beliefs.get(part).getAlpha(),
                                beliefs.get(part).getBeta());
            }
        }
        Arrays.sort(drawn);
        return new Belief(mean, variance, Draws.middle(drawn, alpha));
    }

    private static void checkWeights(List<Stratum> strata) {
        double sum = strata.stream().mapToDouble(Stratum::weight).sum();
        if (Math.abs(sum - 1) > SUM) {
            throw new IllegalArgumentException("weights sum to " + sum + ", not to 1");
        }
    }
}
