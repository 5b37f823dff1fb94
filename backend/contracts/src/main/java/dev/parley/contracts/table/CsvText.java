package dev.parley.contracts.table;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of CSV (RFC 4180): commas, quotes where they are needed, CR LF at the end. A text that a spreadsheet would take for a formula gets
 * an apostrophe in front: what strangers typed is in these files, and whoever opens one only wants to look. Numbers stay numbers.
 */
public final class CsvText {
    /** What begins a formula, also behind a tab or a line break. */
    private static final String FORMULA = "=+-@\t\r\n";

    private CsvText() {}

    /** One line; null is an empty cell. */
    public static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(CsvText::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (value instanceof CharSequence && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
