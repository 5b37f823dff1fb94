package dev.parley.ui.results;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.simreal.Faithfulness;
import dev.parley.core.result.Agreeing;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.chart.Axis;
import dev.parley.ui.chart.Plot;
import dev.parley.ui.chart.Plot.Series;
import dev.parley.ui.words.PolicyWords;
import dev.parley.ui.words.RateWords;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One point a policy: what a proxy says, and what matters.
 *
 * @param proxy what lies along the bottom, as people read it
 * @param end what lies upwards
 */
public record AgreeingLook(Agreeing agreeing, String proxy, String end, Names.Known names) {

    public boolean empty() {
        return agreeing.points().isEmpty();
    }

    /** One policy version. */
    public record Row(int number, String policy, String version, String address, String proxy, String end) {}

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Agreeing.Point point : agreeing.points()) {
            rows.add(new Row(
                    rows.size() + 1,
                    names.policy(point.version().name()),
                    PolicyWords.shortDigest(point.version().digest()),
                    "/policies/" + point.version().name(),
                    RateWords.of(point.proxy(), point.proxyInterval()),
                    RateWords.of(point.end(), point.endInterval())));
        }
        return rows;
    }

    public RawString plot() {
        Plot plot = new Plot(
                        "%s along the bottom, %s upwards, one point for each of %d policies; the numbers are in the table."
                                .formatted(proxy, end, agreeing.points().size()),
                        Axis.percent(proxy),
                        Axis.percent(end),
                        300)
                .diagonal();
        int number = 1;
        for (Agreeing.Point point : agreeing.points()) {
            plot.point(
                    Series.FIRST,
                    spread(point.proxy().rate(), point.proxyInterval()),
                    spread(point.end().rate(), point.endInterval()),
                    String.valueOf(number++));
        }
        return plot.drawn();
    }

    private static Plot.Spread spread(double rate, Interval interval) {
        return new Plot.Spread(rate, interval.low(), interval.high());
    }

    /** How well it orders them. */
    public String order() {
        int policies = agreeing.points().size();
        if (agreeing.faithfulness().isEmpty()) {
            return "With %d %s nothing can be said about their order: it takes %d."
                    .formatted(policies, policies == 1 ? "policy" : "policies", Faithfulness.LEAST_POLICIES);
        }
        Faithfulness found = agreeing.faithfulness().get();
        Optional<Faithfulness.Spread> spread = agreeing.spread();
        String violation = String.format(
                Locale.ROOT,
                "Mean largest difference that it has the wrong way round (MMRV): %.3f%s, 0 at best.",
                found.maximumRankViolation(),
                spread.map(each -> between(each.maximumRankViolation())).orElse(""));
        String correlation = found.correlation().isPresent()
                ? String.format(
                        Locale.ROOT,
                        " Correlation (Pearson): %.2f%s, of %d policies.",
                        found.correlation().getAsDouble(),
                        spread.flatMap(Faithfulness.Spread::correlation)
                                .map(AgreeingLook::between)
                                .orElse(""),
                        policies)
                : " One side never varies, so there is no correlation.";
        return violation + correlation;
    }

    private static String between(Interval interval) {
        return String.format(Locale.ROOT, " (%.2f to %.2f)", interval.low(), interval.high());
    }

    public String few() {
        return agreeing.fewReal() && !empty()
                ? "Some policy has fewer than %d episodes here: their noise alone makes the correlation look lower than it is."
                        .formatted(Faithfulness.ENOUGH_REAL_EPISODES)
                : "";
    }
}
