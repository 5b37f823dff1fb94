package dev.parley.sim.evaluate;

import dev.parley.contracts.table.ColumnType;
import dev.parley.contracts.table.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns under which episodes are written down, in CSV as in Parquet. */
final class EpisodeColumns {

    static final List<Column> ALL = List.of(
            column("number", ColumnType.INT32, EpisodeRow::number),
            column("scene", ColumnType.TEXT, EpisodeRow::scene),
            column("task", ColumnType.TEXT, EpisodeRow::task),
            column("instruction", ColumnType.TEXT, EpisodeRow::instruction),
            column("seed", ColumnType.INT64, EpisodeRow::seed),
            column("ending", ColumnType.TEXT, row -> row.ending().name().toLowerCase(Locale.ROOT)),
            column("success", ColumnType.BOOLEAN, EpisodeRow::success),
            column("steps", ColumnType.INT32, EpisodeRow::steps),
            column("progress", ColumnType.DOUBLE, EpisodeRow::progress),
            new Column("known", ColumnType.DOUBLE, true, EpisodeRow::known),
            column("in_vocabulary", ColumnType.BOOLEAN, EpisodeRow::inVocabulary),
            column("wrong_object", ColumnType.BOOLEAN, EpisodeRow::wrongObject),
            column("moved", ColumnType.TEXT, row -> String.join(" ", row.moved())),
            column("sibling", ColumnType.TEXT, EpisodeRow::sibling),
            column("detail", ColumnType.TEXT, EpisodeRow::detail),
            column("fingerprint", ColumnType.TEXT, EpisodeRow::fingerprint));

    private EpisodeColumns() {}

    /** One column; only an optional one has empty cells. */
    record Column(String name, ColumnType type, boolean optional, Function<EpisodeRow, @Nullable Object> reader) {

        @Nullable
        Object value(EpisodeRow row) {
            return reader.apply(row);
        }

        TableColumn described() {
            return optional ? TableColumn.maybe(name, type) : TableColumn.of(name, type);
        }
    }

    /** All of one row. */
    static List<@Nullable Object> cells(EpisodeRow row) {
        List<@Nullable Object> cells = new ArrayList<>(ALL.size());
        ALL.forEach(column -> cells.add(column.value(row)));
        return cells;
    }

    private static Column column(String name, ColumnType type, Function<EpisodeRow, @Nullable Object> reader) {
        return new Column(name, type, false, reader);
    }
}
