package dev.parley.core.result;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.analysis.simreal.Faithfulness;
import dev.parley.core.analysis.simreal.Faithfulness.Spread;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How a proxy orders policies, held against what matters: one point a version.
 *
 * @param faithfulness MMRV and Pearson's correlation; empty below three versions
 * @param spread both at 95 %, with versions drawn anew; empty below three
 * @param fewReal whether some version has so few episodes that noise alone lowers the correlation
 */
public record Agreeing(
        List<Point> points, Optional<Faithfulness> faithfulness, Optional<Spread> spread, boolean fewReal) {
    private static final int MOST_ROUNDS = 1000;
    private static final int LEAST_ROUNDS = 100;

    /** Pairs of versions that all rounds together look at: some tenths of a second, however many versions there are. */
    private static final int MOST_LOOKS = 20_000_000;

    private static final long SEED = 20_261_122;

    /** One version: what the proxy says of it, and what matters. */
    public record Point(Version version, Counts proxy, Counts end) {
        public Interval proxyInterval() {
            return Wilson.of(proxy, Errors.USUAL);
        }

        public Interval endInterval() {
            return Wilson.of(end, Errors.USUAL);
        }
    }

    /**
     * Takes some tenths of a second at most: nothing for an event loop.
     *
     * @param points those without an episode on either side are left out
     */
    public static Agreeing of(List<Point> points) {
        List<Point> own = points.stream()
                .filter(point -> point.proxy().episodes() > 0 && point.end().episodes() > 0)
                .toList();
        double[] proxy = rates(own, point -> point.proxy().rate());
        double[] end = rates(own, point -> point.end().rate());
        Optional<Faithfulness> found = Faithfulness.of(proxy, end);
        return new Agreeing(
                own,
                found,
                found.map(any -> Faithfulness.spread(proxy, end, rounds(own.size()), Errors.USUAL, SEED)),
                own.stream().anyMatch(point -> point.end().episodes() < Faithfulness.ENOUGH_REAL_EPISODES));
    }

    /** Without versions of which so few episodes are known that a rate would tell each. */
    static Agreeing shown(List<Point> points) {
        return of(points.stream()
                .filter(point -> Shown.rate(point.proxy()) && Shown.rate(point.end()))
                .toList());
    }

    static int rounds(int versions) {
        return Math.clamp(MOST_LOOKS / Math.max(1L, (long) versions * versions), LEAST_ROUNDS, MOST_ROUNDS);
    }

    private static double[] rates(List<Point> points, ToDoubleFunction<Point> rate) {
        return points.stream().mapToDouble(rate).toArray();
    }
}
