package dev.parley.policy.conformance;

import java.time.Duration;
import java.util.List;

/**
 * How long answers took. Percentiles are the smallest measured value that at least that share of all lies at or below
 * (nearest rank).
 */
public record Latency(int calls, Duration p50, Duration p95, Duration p99) {
    static Latency of(List<Duration> measured) {
        List<Duration> sorted = measured.stream().sorted().toList();
        return new Latency(sorted.size(), rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
    }

    private static Duration rank(List<Duration> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    /** In milliseconds with two digits. */
    static String ms(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
    }
}
