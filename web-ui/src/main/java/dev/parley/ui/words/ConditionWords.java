package dev.parley.ui.words;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Recorded conditions in words, from the names that scenes give them. */
public final class ConditionWords {
    private static final Map<String, String> UNITS = Map.of(
            "_mps", "m/s", "_rad", "rad", "_deg", "°", "_kg", "kg", "_hz", "Hz", "_m", "m", "_s", "s", "_n", "N");
    private static final List<String> LONGEST_FIRST = UNITS.keySet().stream()
            .sorted((one, other) -> other.length() - one.length())
            .toList();

    private ConditionWords() {}

    /** "cube red, x", of {@code cube-red.x_m}. */
    public static String name(String factor) {
        String bare = factor.substring(0, factor.length() - suffix(factor).length());
        return bare.replace(".", ", ").replace('-', ' ').replace('_', ' ');
    }

    /** "m", or nothing. */
    public static String unit(String factor) {
        String suffix = suffix(factor);
        return suffix.isEmpty() ? "" : UNITS.getOrDefault(suffix, "");
    }

    private static String suffix(String factor) {
        return LONGEST_FIRST.stream().filter(factor::endsWith).findFirst().orElse("");
    }

    /** As exact as helps: "0.12", "1.5", "240". */
    public static String value(double value) {
        double size = Math.abs(value);
        String text = size >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
        return text.replace('-', '−');
    }

    /** "0.10 to 0.20 m", "1". */
    public static String range(String factor, double from, double to) {
        String unit = unit(factor);
        String values = from == to ? value(from) : value(from) + " to " + value(to);
        return unit.isEmpty() ? values : values + " " + unit;
    }
}
