package dev.parley.ui.words;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.result.Shown;
import java.util.Locale;

/** Rates in words: never without where they most likely are, and of how many. */
public final class RateWords {
    private RateWords() {}

    /** Whether there are enough to show a rate at all. */
    public static boolean shown(Counts counts) {
        return Shown.rate(counts);
    }

    /** "71 % (66 to 76) of 1,204"; of one or two, a rate would tell each. */
    public static String of(Counts counts, Interval interval) {
        if (counts.episodes() == 0) {
            return "none yet";
        }
        return shown(counts)
                ? String.format(
                        Locale.ROOT,
                        "%.0f %% (%.0f to %.0f) of %,d",
                        100 * counts.rate(),
                        100 * interval.low(),
                        100 * interval.high(),
                        counts.episodes())
                : "too few to say";
    }

    /** "+12 points (-3 to +27)", with a true minus. */
    public static String points(double points, Interval interval) {
        return "%s points (%s to %s)"
                .formatted(signed(100 * points), signed(100 * interval.low()), signed(100 * interval.high()));
    }

    /** "+12", "−3", "0". */
    public static String signed(double value) {
        String digits = String.format(Locale.ROOT, "%.0f", Math.abs(value));
        return digits.equals("0") ? "0" : (value < 0 ? "−" : "+") + digits;
    }

    /** "1 episode", "1,204 episodes". */
    public static String episodes(long number) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? "episode" : "episodes");
    }

    /** "0.9 robot-hours", "14 robot-hours". */
    public static String robotHours(double hours) {
        return hours < 10
                ? String.format(Locale.ROOT, "%.1f robot-hours", hours)
                : String.format(Locale.ROOT, "%,.0f robot-hours", hours);
    }
}
