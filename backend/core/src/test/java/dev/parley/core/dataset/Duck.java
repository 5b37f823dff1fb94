package dev.parley.core.dataset;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DuckDB, which had no part in writing what it reads here. */
final class Duck implements AutoCloseable {
    private final Connection connection;

    Duck() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    /** Rows of a query in which FILE stands for a Parquet file. */
    List<List<@Nullable Object>> rows(Path file, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query.replace("FILE", "'" + file + "'"))) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (found.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    Object value = found.getObject(i);
                    row.add(value instanceof Array array ? List.of((Object[]) array.getArray()) : value);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The one value of a query. */
    @Nullable
    Object one(Path file, String query) throws SQLException {
        return rows(file, query).getFirst().getFirst();
    }

    long count(Path file, String query) throws SQLException {
        return ((Number) requireNonNull(one(file, query), query)).longValue();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
