package dev.parley.sim.evaluate;

import java.util.List;
import java.util.stream.Collectors;

/** Episodes as CSV (RFC 4180) with the same columns as the Parquet file. */
final class CsvRows {

    private CsvRows() {}

    static String of(List<EpisodeRow> rows) {
        String head =
                EpisodeColumns.ALL.stream().map(EpisodeColumns.Column::name).collect(Collectors.joining(","));
        return rows.stream()
                .map(row -> EpisodeColumns.ALL.stream()
                        .map(column -> cell(column.value(row)))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", head + "\r\n", rows.isEmpty() ? "" : "\r\n"));
    }

    private static String cell(@org.jspecify.annotations.Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
