package dev.parley.core.rest.result;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.analysis.simreal.Faithfulness;
import dev.parley.core.analysis.simreal.PairedRate;
import dev.parley.core.result.Agreeing;
import dev.parley.core.result.Effect;
import dev.parley.core.result.Measured;
import dev.parley.core.result.Shown;
import dev.parley.core.result.SimReal;
import dev.parley.core.result.Version;
import dev.parley.core.result.Weighed;
import dev.parley.core.station.StationKind;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Results as REST shows them: every rate with its count, its interval at 95 % and its judge. */
final class ResultViews {
    private ResultViews() {}

    record Interval(double low, double high) {
        static Interval of(dev.parley.core.analysis.interval.Interval found) {
            return new Interval(found.low(), found.high());
        }
    }

    @Schema(
            description =
                    "Wilson's interval at 95 %, but where something else is said. Of one or two episodes the number alone is told: the rest would tell how each went to somebody who has not voted on it.")
    record Rate(
            @Nullable Integer successes,
            int episodes,
            @Nullable Double share,
            @Nullable Interval interval) {
        static Rate of(Counts counts, dev.parley.core.analysis.interval.Interval interval) {
            return Shown.tells(counts)
                    ? new Rate(null, counts.episodes(), null, null)
                    : new Rate(
                            counts.successes(),
                            counts.episodes(),
                            counts.episodes() == 0 ? null : (Double) counts.rate(),
                            Interval.of(interval));
        }
    }

    record VersionView(String name, String digest) {
        static VersionView of(Version version) {
            return new VersionView(version.name(), version.digest());
        }
    }

    @Schema(description = "Each task of the scene weighs the same, whether it was tried or not.")
    record WeighedView(
            VersionView policyVersion,
            double share,

            @Schema(description = "By Wilson's limits of the tasks (MOVER), at 95 %.")
            Interval interval,

            @Schema(
                    description =
                            "Share of the weight that nobody tried, 0 to 1: it counts as one half, with everything from 0 to 1.")
            double uncovered,

            @Schema(description = "The episodes as they came.")
            Rate asTheyCame,

            int censored) {
        static WeighedView of(Weighed weighed) {
            return new WeighedView(
                    VersionView.of(weighed.version()),
                    weighed.stratified().rate(),
                    Interval.of(weighed.stratified().interval()),
                    weighed.stratified().uncovered(),
                    Rate.of(weighed.counts(), Wilson.of(weighed.counts(), Errors.USUAL)),
                    weighed.censored());
        }
    }

    @Schema(description = "How a proxy orders policies, against what matters.")
    record Order(
            @Schema(description = "Absent below three versions.") @Nullable
            Double maximumRankViolation,

            @Nullable Interval maximumRankViolationInterval,
            @Nullable Double correlation,
            @Nullable Interval correlationInterval,

            @Schema(description = "Some version has so few episodes that noise alone lowers the correlation.")
            boolean fewEpisodes) {
        static Order of(Agreeing found) {
            return new Order(
                    found.faithfulness().map(Faithfulness::maximumRankViolation).orElse(null),
                    found.spread()
                            .map(spread -> Interval.of(spread.maximumRankViolation()))
                            .orElse(null),
                    found.faithfulness()
                            .filter(each -> each.correlation().isPresent())
                            .map(each -> each.correlation().getAsDouble())
                            .orElse(null),
                    found.spread()
                            .flatMap(Faithfulness.Spread::correlation)
                            .map(Interval::of)
                            .orElse(null),
                    found.fewReal());
        }
    }

    @Schema(description = "Runs from the same start on real stations and in simulation.")
    record SimToReal(
            @Schema(
                    description =
                            "REAL_ROBOT; or REHEARSAL, which is a simulation too and says nothing of the real world.")
            StationKind body,

            String judge,
            int pairs,
            Order order,
            List<Pairs> versions) {
        static SimToReal of(StationKind body, String judge, SimReal found) {
            return new SimToReal(
                    body,
                    judge,
                    found.pairs(),
                    Order.of(found.agreeing()),
                    found.rows().stream().map(Pairs::of).toList());
        }
    }

    record Pairs(
            VersionView policyVersion,
            int pairs,

            @Schema(description = "Absent of one or two pairs, as the next three.") @Nullable
            Integer both,

            @Nullable Integer realOnly,
            @Nullable Integer simulatedOnly,
            @Nullable Integer neither,
            int furtherSimulated,

            @Schema(description = "Absent of one or two.") @Nullable
            Integer furtherSimulatedDone,

            @Schema(description = "Real runs without a simulated twin: in no number here.")
            int unpairedReal,

            @Schema(description = "Of the real runs of pairs alone.")
            Rate real,

            Rate simulated,

            @Schema(description = "The real rate, made surer by simulation; absent below ten pairs. Approximate.")
            @Nullable
            Powered predictionPowered) {
        static Pairs of(SimReal.Row row) {
            return new Pairs(
                    VersionView.of(row.cells().version()),
                    row.cells().pairs(),
                    told(row.cells().real(), row.cells().both()),
                    told(row.cells().real(), row.cells().realOnly()),
                    told(row.cells().real(), row.cells().simulatedOnly()),
                    told(row.cells().real(), row.cells().neither()),
                    row.cells().further(),
                    told(
                            new Counts(row.cells().furtherDone(), row.cells().further()),
                            row.cells().furtherDone()),
                    row.cells().unpaired(),
                    Rate.of(row.cells().real(), row.realOnly()),
                    Rate.of(row.cells().simulated(), Wilson.of(row.cells().simulated(), Errors.USUAL)),
                    row.powered().map(Powered::of).orElse(null));
        }

        private static @Nullable Integer told(Counts of, int number) {
            return Shown.tells(of) ? null : (Integer) number;
        }
    }

    record Powered(
            double share,
            Interval interval,

            @Schema(description = "How much the simulator is believed, 0 to 1.")
            double weight,

            @Schema(description = "Independent real episodes that would say as much.")
            double worth) {
        static Powered of(PairedRate rate) {
            return new Powered(rate.rate(), Interval.of(rate.interval()), rate.weight(), rate.worth());
        }
    }

    @Schema(description = "What the recorded conditions of starts moved, surest first.")
    record Conditions(
            VersionView policyVersion,
            StationKind body,
            String judge,
            Rate all,

            @Schema(description = "Starts whose conditions are recorded, the newest 20,000 at most.")
            int starts,

            double designEffect,
            List<Condition> conditions) {
        static Conditions of(StationKind body, String judge, Measured measured, int starts, List<Effect> effects) {
            return new Conditions(
                    VersionView.of(measured.version()),
                    body,
                    judge,
                    Rate.of(measured.counts(), measured.interval()),
                    starts,
                    measured.designEffect(),
                    effects.stream().map(Condition::of).toList());
        }
    }

    record Condition(
            String name,
            double lessFrom,
            double lessTo,
            double moreFrom,
            double moreTo,
            Rate withLess,
            Rate withMore,

            @Schema(description = "With more, less with less: -1 to 1.")
            double difference,

            @Schema(description = "Newcombe's, for as many episodes as they are worth.")
            Interval differenceInterval,

            @Schema(description = "Whether it is there even by an interval for all conditions at once (Bonferroni).")
            boolean told,

            @Schema(description = "Log odds for each unit more; absent of two values, or where no line is the best.")
            @Nullable
            Double logOddsPerUnit,

            @Nullable Interval logOddsPerUnitInterval) {
        static Condition of(Effect effect) {
            return new Condition(
                    effect.name(),
                    effect.fromLess(),
                    effect.toLess(),
                    effect.fromMore(),
                    effect.toMore(),
                    Rate.of(effect.withLess(), Wilson.of(effect.withLess(), Errors.USUAL)),
                    Rate.of(effect.withMore(), Wilson.of(effect.withMore(), Errors.USUAL)),
                    effect.more().points(),
                    Interval.of(effect.more().interval()),
                    effect.told(),
                    effect.slope().map(slope -> slope.perUnit()).orElse(null),
                    effect.slope()
                            .map(slope -> Interval.of(slope.interval(Errors.USUAL)))
                            .orElse(null));
        }
    }

    @Schema(description = "One proxy against the judge, on the episodes of which both said something.")
    record Proxy(String proxy, StationKind body, String judge, Order order, List<ProxyPoint> versions) {
        static Proxy of(StationKind body, String judge, String proxy, Agreeing found) {
            return new Proxy(
                    proxy,
                    body,
                    judge,
                    Order.of(found),
                    found.points().stream().map(ProxyPoint::of).toList());
        }
    }

    record ProxyPoint(VersionView policyVersion, Rate judge, Rate proxy) {
        static ProxyPoint of(Agreeing.Point point) {
            return new ProxyPoint(
                    VersionView.of(point.version()),
                    Rate.of(point.end(), point.endInterval()),
                    Rate.of(point.proxy(), point.proxyInterval()));
        }
    }
}
