package dev.parley.core.result;

import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.analysis.simreal.PairedRate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What simulation says about real stations, by versions that ran on both from the same starts.
 *
 * @param agreeing of the pairs alone, without versions of which so few are known that a rate would tell each
 */
public record SimReal(List<Row> rows, Agreeing agreeing) {

    /**
     * One version.
     *
     * @param realOnly at 95 %, of the real runs of pairs
     * @param powered with the simulated ones besides; empty below ten pairs
     */
    public record Row(TwinCells cells, Interval realOnly, Optional<PairedRate> powered) {
        static Row of(List<TwinCells> tasks) {
            TwinCells cells = FurtherRuns.sum(tasks);
            return new Row(
                    cells,
                    Wilson.of(cells.real(), Errors.USUAL),
                    cells.pairs() < PairedRate.LEAST_PAIRS
                            ? Optional.empty()
                            : Optional.of(PairedRate.of(FurtherRuns.twins(tasks), Errors.USUAL)));
        }
    }

    /** @param cells by version and task, each task once for each of its words and pinned conditions */
    public static SimReal of(List<TwinCells> cells) {
        Map<Version, List<TwinCells>> versions = new LinkedHashMap<>();
        cells.forEach(each -> versions.computeIfAbsent(each.version(), any -> new ArrayList<>())
                .add(each));
        List<Row> rows = versions.values().stream().map(Row::of).toList();
        return new SimReal(
                rows,
                Agreeing.shown(rows.stream()
                        .map(row -> new Agreeing.Point(
                                row.cells().version(),
                                row.cells().simulated(),
                                row.cells().real()))
                        .toList()));
    }

    public int pairs() {
        return rows.stream().mapToInt(row -> row.cells().pairs()).sum();
    }
}
