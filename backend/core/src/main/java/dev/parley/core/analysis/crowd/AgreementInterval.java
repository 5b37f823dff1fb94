package dev.parley.core.analysis.crowd;

import dev.parley.core.analysis.crowd.Agreement.Scale;
import dev.parley.core.analysis.interval.Draws;
import dev.parley.core.analysis.interval.Interval;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How sure Krippendorff's alpha is: items are drawn again with all of their labels (Efron 1979; what Hayes and Krippendorff 2007
 * ask to be shown with alpha), and the middle of what comes out is the interval. Rounds in which everybody said the same one label
 * count as full agreement, for nobody disagreed in them. The same seed gives the same interval.
 */
public final class AgreementInterval {
    private AgreementInterval() {}

    /**
     * The middle 1 - {@code error} of {@code rounds}.
     *
     * @param labels by rater, then by item, all rows of one length; NaN where there is none
     * @return empty where alpha itself says nothing
     */
    public static Optional<Interval> of(double[][] labels, Scale scale, int rounds, double error, long seed) {
        if (rounds < 1 || !(error > 0 && error < 1)) {
            throw new IllegalArgumentException(
                    "%d rounds and an error of %s draw no interval".formatted(rounds, error));
        }
        double[] values = Agreement.values(labels);
        double[][] items = Agreement.coincidences(labels, values).toArray(double[][]::new);
        if (Agreement.alpha(labels, scale).isEmpty()) {
            return Optional.empty();
        }
        double[] drawn = IntStream.range(0, rounds)
                .mapToDouble(round -> Agreement.alpha(values, again(items, Draws.stream(seed, round)), scale)
                        .orElse(1))
                .sorted()
                .toArray();
        return Optional.of(Draws.middle(drawn, error));
    }

    /** As many as there are, each drawn from all; an item adds the same numbers however often it is drawn. */
    private static double[] again(double[][] items, SplittableRandom random) {
        double[] coincidences = new double[items[0].length];
        for (int drawn = 0; drawn < items.length; drawn++) {
            Agreement.add(coincidences, items[random.nextInt(items.length)]);
        }
        return coincidences;
    }
}
