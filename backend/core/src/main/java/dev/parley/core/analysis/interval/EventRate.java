package dev.parley.core.analysis.interval;

import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * How often something happens an hour, as somebody stepping in: what is believed by Jeffreys' prior, Gamma(k + 1/2) over the hours.
 *
 * @param perHour the middle of the belief
 * @param interval from exactly 0 where it never happened
 */
public record EventRate(double perHour, Interval interval) {
    /**
     * The rate.
     *
     * @param events not negative
     * @param hours above 0
     * @param alpha two-sided error
     */
    public static EventRate of(int events, double hours, double alpha) {
        Errors.checked(alpha);
        if (events < 0 || !(hours > 0)) {
            throw new IllegalArgumentException(events + " events in " + hours + " hours cannot be");
        }
        GammaDistribution belief = GammaDistribution.of(events + 0.5, 1 / hours);
        return new EventRate(
                belief.getMean(),
                new Interval(
                        events == 0 ? 0 : belief.inverseCumulativeProbability(alpha / 2),
                        belief.inverseSurvivalProbability(alpha / 2)));
    }

    /**
     * An episode with people stepping in as a score, for {@code versus.Differences}.
     *
     * @param most how many make it worth nothing, fixed in the study
     * @return 1 without any, 0 from {@code most} on
     */
    public static double score(int interventions, int most) {
        if (interventions < 0 || most < 1) {
            throw new IllegalArgumentException(interventions + " interventions of at most " + most);
        }
        return Math.max(0, 1 - (double) interventions / most);
    }
}
