package dev.parley.sim.evaluate;

import dev.parley.contracts.table.CsvText;
import java.util.List;
import java.util.stream.Collectors;

/** Episodes as CSV with the same columns as the Parquet file. */
final class CsvRows {

    private CsvRows() {}

    static String of(List<EpisodeRow> rows) {
        String head = CsvText.line(
                EpisodeColumns.ALL.stream().map(EpisodeColumns.Column::name).toList());
        return rows.stream()
                .map(row -> CsvText.line(EpisodeColumns.cells(row)))
                .collect(Collectors.joining("", head, ""));
    }
}
