package dev.parley.ui.study;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.ui.words.RateWords;

/** One policy's rate in a study, with an interval that holds at any time. */
public record RateLook(String policy, String address, String version, Counts counts, Interval interval, int place) {
    public boolean measured() {
        return RateWords.shown(counts);
    }

    public String text() {
        return RateWords.of(counts, interval);
    }

    public double at() {
        return 100 * counts.rate();
    }

    public double low() {
        return 100 * interval.low();
    }

    public double high() {
        return 100 * interval.high();
    }
}
