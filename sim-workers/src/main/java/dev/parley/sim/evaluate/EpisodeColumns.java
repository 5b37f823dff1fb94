package dev.parley.sim.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns under which episodes are written down, in CSV as in Parquet. */
final class EpisodeColumns {

    static final List<Column> ALL = List.of(
            column("number", ParquetType.INT32, EpisodeRow::number),
            column("scene", ParquetType.TEXT, EpisodeRow::scene),
            column("task", ParquetType.TEXT, EpisodeRow::task),
            column("instruction", ParquetType.TEXT, EpisodeRow::instruction),
            column("seed", ParquetType.INT64, EpisodeRow::seed),
            column("ending", ParquetType.TEXT, row -> row.ending().name().toLowerCase(Locale.ROOT)),
            column("success", ParquetType.BOOLEAN, EpisodeRow::success),
            column("steps", ParquetType.INT32, EpisodeRow::steps),
            column("progress", ParquetType.DOUBLE, EpisodeRow::progress),
            new Column("known", ParquetType.DOUBLE, true, EpisodeRow::known),
            column("in_vocabulary", ParquetType.BOOLEAN, EpisodeRow::inVocabulary),
            column("wrong_object", ParquetType.BOOLEAN, EpisodeRow::wrongObject),
            column("moved", ParquetType.TEXT, row -> String.join(" ", row.moved())),
            column("sibling", ParquetType.TEXT, EpisodeRow::sibling),
            column("detail", ParquetType.TEXT, EpisodeRow::detail),
            column("fingerprint", ParquetType.TEXT, EpisodeRow::fingerprint));

    private EpisodeColumns() {}

    /** One column; only an optional one has empty cells. */
    record Column(String name, ParquetType type, boolean optional, Function<EpisodeRow, @Nullable Object> reader) {

        @Nullable
        Object value(EpisodeRow row) {
            return reader.apply(row);
        }
    }

    private static Column column(String name, ParquetType type, Function<EpisodeRow, @Nullable Object> reader) {
        return new Column(name, type, false, reader);
    }
}
