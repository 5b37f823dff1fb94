package dev.parley.core.analysis.interval;

import java.util.List;
import java.util.Optional;

/**
 * A rate whose episodes come in clusters, as those of one person or one station, which are more alike than those of
 * different ones. The variance is that of a ratio (Cochran 1977, chapter 11; Rao and Scott 1992) with G / (G - 1); how
 * many independent episodes it is worth goes into Wilson's interval with Student's quantile for G - 1 (Korn and
 * Graubard 1998; Franco and others 2019).
 *
 * @param clusters G, those with episodes
 * @param standardError of the rate
 * @param designEffect how many times the variance of independent episodes it is; 1 where that would be less
 * @param worth independent episodes that would say as much
 * @param interval empty below two clusters: one says nothing about others
 */
public record Clustered(
        double rate,
        int clusters,
        double standardError,
        double designEffect,
        double worth,
        Optional<Interval> interval) {
    /** Below this many, the interval is shown and called unsure. */
    public static final int FEW = 5;

    /**
     * @param clusters those without episodes are left out
     * @param alpha two-sided error
     * @throws IllegalArgumentException where there is no episode
     */
    public static Clustered of(List<Counts> clusters, double alpha) {
        List<Counts> own =
                clusters.stream().filter(cluster -> cluster.episodes() > 0).toList();
        int groups = own.size();
        double episodes = own.stream().mapToInt(Counts::episodes).sum();
        if (groups == 0) {
            throw new IllegalArgumentException("no episode in any cluster");
        }
        double rate = own.stream().mapToInt(Counts::successes).sum() / episodes;
        if (groups == 1) {
            return new Clustered(rate, 1, Double.NaN, Double.NaN, Double.NaN, Optional.empty());
        }
        double squares = own.stream()
                .mapToDouble(cluster -> Math.pow(cluster.successes() - rate * cluster.episodes(), 2))
                .sum();
        double variance = groups / (groups - 1.0) * squares / (episodes * episodes);
        boolean oneSided = rate == 0 || rate == 1;
        double effect = oneSided ? 1 : Math.max(1, variance / (rate * (1 - rate) / episodes));
        // Where all ended alike, nothing tells how alike clusters are: then a cluster counts once.
        double worth = oneSided ? Math.min(episodes, groups) : episodes / effect;
        Interval interval = Wilson.of(rate, worth, Errors.student(alpha, groups - 1));
        return new Clustered(rate, groups, Math.sqrt(variance), effect, worth, Optional.of(interval));
    }

    /** The wider one, as of clusters by person and by station. */
    public static Clustered wider(Clustered one, Clustered other) {
        if (one.interval().isEmpty() || other.interval().isEmpty()) {
            return one.interval().isEmpty() ? one : other;
        }
        double width = one.interval().orElseThrow().width();
        return width >= other.interval().orElseThrow().width() ? one : other;
    }

    /** Standard error by leaving out one cluster at a time (jackknife): close to the other, and found without its formula. */
    public static double jackknife(List<Counts> clusters) {
        int groups = clusters.size();
        double episodes = clusters.stream().mapToInt(Counts::episodes).sum();
        double successes = clusters.stream().mapToInt(Counts::successes).sum();
        double[] without = clusters.stream()
                .mapToDouble(cluster -> (successes - cluster.successes()) / (episodes - cluster.episodes()))
                .toArray();
        double mean = 0;
        for (double rate : without) {
            mean += rate / groups;
        }
        double squares = 0;
        for (double rate : without) {
            squares += (rate - mean) * (rate - mean);
        }
        return Math.sqrt((groups - 1.0) / groups * squares);
    }
}
