package dev.parley.platform.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.UUID;

/** The truth, asked directly. Each call opens a connection, since PostgreSQL may have died since the last. */
public final class Database {
    private static final String TIMEOUT_S = "10";

    private final Address address;
    private final String user;
    private final String password;

    /** An embedded one, which trusts this machine. */
    Database(Address address) {
        this(address, "postgres", "");
    }

    Database(Address address, String user, String password) {
        this.address = address;
        this.user = user;
        this.password = password;
    }

    /** For JDBC; an embedded PostgreSQL is elsewhere after its server started again. */
    interface Address {
        String url() throws IOException;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", TIMEOUT_S);
        properties.setProperty("connectTimeout", TIMEOUT_S);
        try {
            return DriverManager.getConnection(address.url(), properties);
        } catch (IOException e) {
            throw new SQLException("PostgreSQL is away", e);
        }
    }

    /** Every row as its columns with blanks between them. */
    public List<String> rows(String query, Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            set(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                List<String> rows = new ArrayList<>();
                while (result.next()) {
                    StringJoiner row = new StringJoiner(" ");
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(result.getString(column));
                    }
                    rows.add(row.toString());
                }
                return rows;
            }
        }
    }

    public long number(String query, Object... parameters) throws SQLException {
        return Long.parseLong(rows(query, parameters).getFirst());
    }

    public int change(String statement, Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            set(prepared, parameters);
            return prepared.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /** Makes a simulator station with this key known. */
    void register(String name, String key) throws SQLException {
        change(
                "INSERT INTO station (id, name, kind, key_hash, connection, admission, capabilities, session_epoch,"
                        + " boot_id, offline_cause, version)"
                        + " VALUES (?, ?, 'SIMULATOR', ?, 'OFFLINE', 'OPEN', '', 0, '', 'it has not connected yet', 0)",
                UUID.randomUUID(),
                name,
                sha256(key));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
