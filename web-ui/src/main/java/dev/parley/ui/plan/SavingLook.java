package dev.parley.ui.plan;

import dev.parley.core.plan.Saving;
import dev.parley.core.plan.SavingRuns;
import dev.parley.core.plan.SavingWish;
import dev.parley.ui.chart.Axis;
import dev.parley.ui.chart.Plot;
import dev.parley.ui.chart.Plot.Series;
import io.quarkus.qute.RawString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the study's rules save, as the page shows it.
 *
 * @param example whether the rates are an example, since too few policies were measured
 * @param look empty while as many simulations wait as may
 */
public record SavingLook(SavingWish wish, boolean example, Optional<SavingRuns.Look> look) {
    /** What was hoped for, per cent. */
    private static final int AIM = 40;

    private Optional<Saving> saving() {
        return look.flatMap(SavingRuns.Look::saving);
    }

    public boolean done() {
        return saving().isPresent();
    }

    public boolean busy() {
        return look.isEmpty();
    }

    /** Whole per cent. */
    public int progress() {
        return (int) Math.floor(100 * look.map(SavingRuns.Look::progress).orElse(0.0));
    }

    /** Where a script asks how far it is. */
    public String api() {
        return "/api/v1/plan/saving?rates=%s&episodes=%d".formatted(wish.rateText(), wish.episodes());
    }

    public String rates() {
        String list = wish.percents().stream().map(percent -> percent + " %").collect(Collectors.joining(", "));
        return example
                ? "Fewer than two policies have been judged often enough here, or the best two look the same, so this is an example: policies that succeed in "
                        + list + "."
                : "As if the policies here succeeded in " + list + ", which is what they look like now.";
    }

    public String headline() {
        Saving saving = saving().orElseThrow();
        return String.format(Locale.ROOT, "%.0f %% of the episodes", Math.max(0, 100 * saving.share()));
    }

    public String sentence() {
        Saving saving = saving().orElseThrow();
        return String.format(
                Locale.ROOT,
                "A design with as many episodes for each names the best policy in %.1f %% of studies after %,d episodes. The study’s rule is right as often from %,d on (%.0f to %.0f %% saved, by what %,d simulated studies of each kind leave open).",
                100 * saving.right(),
                saving.fixed(),
                saving.study(),
                Math.max(0, 100 * saving.shareLow()),
                100 * saving.shareHigh(),
                saving.plays());
    }

    /** Whether that is what was hoped for. */
    public String honest() {
        double share = 100 * saving().orElseThrow().share();
        return share >= AIM
                ? "That is the saving of %d %% or more that the rule is chosen for.".formatted(AIM)
                : "That is less than the %d %% that the rule reaches where one policy is clearly the best of several: with two policies there is nobody to leave out, and where budgets are scarce there is little to learn from."
                        .formatted(AIM);
    }

    public RawString curve() {
        Saving saving = saving().orElseThrow();
        Plot plot = new Plot(
                        "How often the best policy is named, after so many episodes. " + sentence(),
                        Axis.counts("episodes", saving.fixed()),
                        Axis.percent("studies that name the best policy"),
                        280)
                .level(Series.CONTEXT, saving.right())
                .line(
                        Series.CONTEXT,
                        saving.curve().stream()
                                .map(point -> new double[] {point.episodes(), point.fixed()})
                                .toList())
                .line(
                        Series.FIRST,
                        saving.curve().stream()
                                .map(point -> new double[] {point.episodes(), point.study()})
                                .toList())
                .dot(Series.FIRST, saving.study(), saving.right())
                .dot(Series.CONTEXT, saving.fixed(), saving.right());
        return plot.drawn();
    }

    /** Some points of the curves, as numbers. */
    public List<Saving.Point> points() {
        List<Saving.Point> curve = saving().orElseThrow().curve();
        int step = Math.max(1, curve.size() / 10);
        return curve.stream()
                .filter(point -> (curve.indexOf(point) + 1) % step == 0)
                .toList();
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    public boolean stopping() {
        return saving().flatMap(Saving::stopping).isPresent();
    }

    public String stoppingSentence() {
        Saving.Stopping two = saving().flatMap(Saving::stopping).orElseThrow();
        return String.format(
                Locale.ROOT,
                "The best two alone, %d and %d %%: a study of at most %,d pairs that stops as soon as it is decided finds the better one in %.0f %% of studies and takes %.0f pairs on average. A design with a fixed number that finds it as often, by the least that %,d simulated studies leave open (McNemar’s exact test, the same chance of being wrong), takes %,d: %s saved.",
                two.first(),
                two.second(),
                two.most(),
                100 * two.found().found(),
                two.found().mean(),
                saving().orElseThrow().plays(),
                two.found().fixed(),
                two.found().saving() > 0
                        ? String.format(
                                Locale.ROOT, "%.0f %%", 100 * two.found().saving())
                        : "nothing is");
    }
}
