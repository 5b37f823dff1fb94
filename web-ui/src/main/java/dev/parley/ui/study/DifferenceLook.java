package dev.parley.ui.study;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.ui.words.RateWords;

/** Points that the first of two is ahead, on a ruler from all to all. */
public record DifferenceLook(double points, Interval interval, String first) {
    public String text() {
        return RateWords.points(points, interval);
    }

    public String sentence() {
        return interval.holds(0)
                ? "The line still touches “none”."
                : "The line leaves “none” out. What stops the study is the evidence above, not this line.";
    }

    public double at() {
        return 50 + 50 * points;
    }

    public double low() {
        return Math.clamp(50 + 50 * interval.low(), 0.0, 100.0);
    }

    public double high() {
        return Math.clamp(50 + 50 * interval.high(), 0.0, 100.0);
    }
}
