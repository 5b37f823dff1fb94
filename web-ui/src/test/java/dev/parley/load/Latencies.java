package dev.parley.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** How long each kind of request took, and which failed. Only what ends while it is open counts. Thread-safe. */
final class Latencies {
    private final Map<String, List<Long>> nanos = new ConcurrentSkipListMap<>();
    private final Map<String, AtomicLong> errors = new ConcurrentSkipListMap<>();
    private volatile boolean open;

    void open(boolean now) {
        open = now;
    }

    void took(String kind, long startedNs) {
        if (open) {
            List<Long> all = nanos.computeIfAbsent(kind, ignored -> new ArrayList<>());
            synchronized (all) {
                all.add(System.nanoTime() - startedNs);
            }
        }
    }

    void failed(String kind, String why) {
        if (open) {
            errors.computeIfAbsent(kind + ": " + why, ignored -> new AtomicLong())
                    .incrementAndGet();
        }
    }

    /** @param seconds how long it was open */
    String table(double seconds) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "  %-22s %9s %8s %8s %8s %8s%n",
                "request",
                "per s",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "max ms"));
        nanos.forEach((kind, all) -> {
            long[] sorted;
            synchronized (all) {
                sorted = all.stream().mapToLong(Long::longValue).toArray();
            }
            Arrays.sort(sorted);
            table.append(String.format(
                    Locale.ROOT,
                    "  %-22s %9.1f %8.1f %8.1f %8.1f %8.1f%n",
                    kind,
                    sorted.length / seconds,
                    at(sorted, 0.50),
                    at(sorted, 0.95),
                    at(sorted, 0.99),
                    at(sorted, 1)));
        });
        if (errors.isEmpty()) {
            table.append("  no errors\n");
        }
        errors.forEach((what, count) -> table.append("  error  ")
                .append(count)
                .append(" x ")
                .append(what)
                .append('\n'));
        return table.toString();
    }

    private static double at(long[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.clamp(index, 0, sorted.length - 1)] / 1e6;
    }
}
