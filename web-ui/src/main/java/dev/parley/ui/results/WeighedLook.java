package dev.parley.ui.results;

import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.result.Weighed;
import dev.parley.ui.words.PolicyWords;
import dev.parley.ui.words.RateWords;
import java.util.Locale;

/**
 * One version in a scene, each task weighing the same.
 *
 * @param policy its name for people
 */
public record WeighedLook(Weighed weighed, String policy) {
    public String version() {
        return PolicyWords.shortDigest(weighed.version().digest());
    }

    public String address() {
        return "/policies/" + weighed.version().name();
    }

    private Interval interval() {
        return weighed.stratified().interval();
    }

    /** "62 % (40 to 81), 120 episodes". */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%.0f %% (%.0f to %.0f), %s",
                100 * weighed.stratified().rate(),
                100 * interval().low(),
                100 * interval().high(),
                RateWords.episodes(weighed.counts().episodes()));
    }

    /** What of the tasks nobody tried, and how it did as it came. */
    public String rest() {
        String asItCame =
                "As they came: " + RateWords.of(weighed.counts(), Wilson.of(weighed.counts(), Errors.USUAL)) + ".";
        return weighed.stratified().uncovered() == 0
                ? asItCame
                : String.format(
                        Locale.ROOT,
                        "%.0f %% of the tasks were never tried and count as anything from none to all. %s",
                        100 * weighed.stratified().uncovered(),
                        asItCame);
    }

    public double at() {
        return 100 * weighed.stratified().rate();
    }

    public double low() {
        return 100 * interval().low();
    }

    public double high() {
        return 100 * interval().high();
    }
}
