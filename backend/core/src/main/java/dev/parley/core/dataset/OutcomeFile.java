package dev.parley.core.dataset;

import dev.parley.contracts.table.CsvText;
import dev.parley.contracts.table.ParquetFile;
import dev.parley.core.dataset.outcome.OutcomeTable;
import dev.parley.core.dataset.row.ExportRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The one table of an outcome data set, page by page. */
final class OutcomeFile {
    private OutcomeFile() {}

    static String name(DatasetFormat format) {
        return format == DatasetFormat.CSV ? "outcomes.csv" : "outcomes.parquet";
    }

    /** Hands over rows until there are no more. */
    interface Pages {
        /** Empty at the end. */
        List<ExportRow> next() throws IOException;
    }

    static void write(DatasetFormat format, Pages pages, OutputStream output) throws IOException {
        if (format == DatasetFormat.CSV) {
            csv(pages, output);
        } else {
            parquet(pages, output);
        }
    }

    private static void csv(Pages pages, OutputStream output) throws IOException {
        text(
                output,
                CsvText.line(OutcomeTable.described().stream()
                        .map(column -> column.name())
                        .toList()));
        for (List<ExportRow> rows = pages.next(); !rows.isEmpty(); rows = pages.next()) {
            StringBuilder lines = new StringBuilder();
            rows.forEach(row -> lines.append(CsvText.line(OutcomeTable.cells(row))));
            text(output, lines.toString());
        }
    }

    private static void parquet(Pages pages, OutputStream output) throws IOException {
        ParquetFile file = new ParquetFile(output, "episode", OutcomeTable.described(), Map.of());
        for (List<ExportRow> rows = pages.next(); !rows.isEmpty(); rows = pages.next()) {
            file.group(rows.stream().map(OutcomeTable::cells).toList());
        }
        file.finish();
    }

    private static void text(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
