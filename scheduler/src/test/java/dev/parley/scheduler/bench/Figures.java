package dev.parley.scheduler.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** Prints measured figures with their spread, and on what machine they came about. */
final class Figures {
    private Figures() {}

    static void host() {
        say(
                "host: %d processors, %s, %s, Java %s, load %.2f; PostgreSQL with fsync and synchronous_commit on",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Measures once to warm up and then {@code runs} times; the figure is the median, beside it the extremes. */
    static double repeated(String what, String unit, int runs, DoubleSupplier measured) {
        double cold = measured.getAsDouble();
        double[] figures = new double[runs];
        for (int i = 0; i < runs; i++) {
            figures[i] = measured.getAsDouble();
        }
        Arrays.sort(figures);
        double median = figures[runs / 2];
        say("%-58s %,10.1f %s  [%,.1f to %,.1f in %d runs]", what, median, unit, figures[0], figures[runs - 1], runs);
        return median;
    }

    static void ratio(String what, double figure, double baseline) {
        say("%-58s %10.2f", what, figure / baseline);
    }

    static void percentiles(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        say(
                "%-58s p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, worst %.1f ms, n = %d",
                what, rank(sorted, 50), rank(sorted, 90), rank(sorted, 99), sorted[sorted.length - 1], sorted.length);
    }

    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static double rank(double[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .orElse("unknown processor");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
