package dev.parley.core.result;

import dev.parley.core.analysis.interval.Counts;

/** Which rates are shown to everybody: from so few episodes, somebody who has not voted on one could tell how it went. */
public final class Shown {
    private static final int LEAST = 3;

    private Shown() {}

    /** Whether there are enough to show a rate at all. */
    public static boolean rate(Counts counts) {
        return counts.episodes() >= LEAST;
    }

    /** Whether the number of successes would tell how single episodes went; of no episode it tells nothing. */
    public static boolean tells(Counts counts) {
        return counts.episodes() > 0 && !rate(counts);
    }
}
