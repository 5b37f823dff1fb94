package dev.parley.ui.plan;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.plan.Known;
import dev.parley.ui.words.PolicyWords;
import dev.parley.ui.words.RateWords;
import java.util.Locale;

/** What is known of one policy's rate, and what knowing it better takes. */
public record KnownLook(Known known, FleetLook fleet) {
    public String title() {
        return known.title();
    }

    public String address() {
        return "/policies/" + known.measured().version().name();
    }

    public String version() {
        return PolicyWords.shortDigest(known.measured().version().digest());
    }

    public boolean measured() {
        return RateWords.shown(known.measured().counts());
    }

    public String rate() {
        return RateWords.of(known.measured().counts(), known.measured().interval());
    }

    public double at() {
        return 100 * known.measured().counts().rate();
    }

    public double low() {
        return 100 * interval().low();
    }

    public double high() {
        return 100 * interval().high();
    }

    private Interval interval() {
        return known.measured().interval();
    }

    /** What the interval takes into account, and what is in no number. */
    public String rest() {
        String how = known.measured().clustered().isEmpty()
                ? "Interval as of independent episodes (Wilson): one asker alone."
                : String.format(
                        Locale.ROOT,
                        "Interval by %,d askers%s: episodes of one are alike, so they say less than as many of different ones.%s",
                        known.measured().askers(),
                        known.measured().stations() > 1
                                ? " and " + known.measured().stations() + " stations"
                                : "",
                        known.measured().fewClusters() ? " So few of them that it is unsure." : "");
        return how
                + (known.measured().censored() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " %,d more ended for other causes and count neither way.",
                                known.measured().censored()))
                + (known.measured().unjudged() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " %,d more this judge said nothing of.",
                                known.measured().unjudged()));
    }

    public String more() {
        return known.more().expected() == 0
                ? "none: it is known as well already"
                : RateWords.episodes(known.more().expected());
    }

    public String atMost() {
        return RateWords.episodes(known.more().atMost());
    }

    public String cost() {
        return fleet.cost(known.more().expected());
    }
}
