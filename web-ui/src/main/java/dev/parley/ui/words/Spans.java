package dev.parley.ui.words;

import java.time.Duration;

/** Lengths of time in words. */
public final class Spans {
    private Spans() {}

    /** "42 s", "2 min 10 s", "14 min", "1 h 5 min": as exact as is useful at that length. */
    public static String spoken(Duration length) {
        long seconds = Math.max(0, length.plusMillis(500).toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 600) {
            return seconds % 60 == 0 ? seconds / 60 + " min" : seconds / 60 + " min " + seconds % 60 + " s";
        }
        long minutes = (seconds + 30) / 60;
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** "2 to 6 min", "20 to 40 s", "40 s to 2 min", "No wait": two waits as one phrase. */
    public static String range(Duration from, Duration to) {
        if (nothing(to)) {
            return "No wait";
        }
        String low = coarse(from);
        String high = coarse(to);
        if (low.equals(high)) {
            return "about " + low;
        }
        String lowUnit = low.substring(low.indexOf(' '));
        return high.endsWith(lowUnit) && high.indexOf(' ') == high.lastIndexOf(' ')
                ? low.substring(0, low.indexOf(' ')) + " to " + high
                : low + " to " + high;
    }

    /** Too short to be worth a number. */
    public static boolean nothing(Duration length) {
        return length.compareTo(Duration.ofSeconds(2)) < 0;
    }

    /** "2:10", "1:02:03": as on a clock. */
    public static String clock(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        long hours = seconds / 3600;
        return hours > 0
                ? "%d:%02d:%02d".formatted(hours, seconds / 60 % 60, seconds % 60)
                : "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private static String coarse(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 55) {
            return Math.max(5, (seconds + 2) / 5 * 5) + " s";
        }
        return seconds < 3300 ? Math.max(1, (seconds + 30) / 60) + " min" : (seconds + 1800) / 3600 + " h";
    }
}
