package dev.parley.contracts.table;

import static java.util.Objects.requireNonNull;

/**
 * One column of a table.
 *
 * @param occurs how many values a cell has
 */
public record TableColumn(String name, ColumnType type, Occurs occurs) {
    public TableColumn {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(occurs, "occurs is null");
    }

    /** How many values a cell has. */
    public enum Occurs {
        ONCE,
        /** One, or null. */
        MAYBE,
        /** A {@link java.util.List} of any length, without nulls in it. */
        MANY
    }

    public static TableColumn of(String name, ColumnType type) {
        return new TableColumn(name, type, Occurs.ONCE);
    }

    public static TableColumn maybe(String name, ColumnType type) {
        return new TableColumn(name, type, Occurs.MAYBE);
    }

    public static TableColumn list(String name, ColumnType type) {
        return new TableColumn(name, type, Occurs.MANY);
    }
}
