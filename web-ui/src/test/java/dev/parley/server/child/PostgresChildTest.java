package dev.parley.server.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresChildTest {
    // One data folder for all: making a new one takes seconds.
    @TempDir
    static Path data;

    private PostgresChild postgres;

    @BeforeEach
    void start() throws Exception {
        postgres = child();
        postgres.start();
        ask("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 'here' AS word; SELECT 'done'");
    }

    @AfterEach
    void stop() throws Exception {
        postgres.stop();
    }

    @Test
    void acknowledgedMeansOnDisk() throws SQLException {
        assertThat(ask("SHOW fsync")).isEqualTo("on");
        assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
    }

    @Test
    void dataOutlivesAnOrderlyRestart() throws Exception {
        postgres.stop();
        postgres.start();
        assertThat(ask("SELECT word FROM kept")).isEqualTo("here");
    }

    @Test
    void killedPostmasterIsSeenAndStartsAgainOnTheSamePortAndData() throws Exception {
        ProcessHandle process = ProcessHandle.of(record().pid()).orElseThrow();
        process.destroyForcibly();
        assertThat(Orphans.gone(process, 10)).isTrue();
        assertThat(postgres.healthy()).isFalse();

        postgres.start();

        assertThat(ask("SELECT word FROM kept")).isEqualTo("here");
    }

    @Test
    void stoppedLeavesNoProcessAndNoRecord() throws Exception {
        ProcessHandle process = ProcessHandle.of(record().pid()).orElseThrow();
        postgres.stop();
        assertThat(process.isAlive()).isFalse();
        assertThat(ChildRecord.all(data.resolve("children"))).isEmpty();
    }

    private PostgresChild child() throws IOException {
        return new PostgresChild(data.resolve("postgres"), data.resolve("children"), FreePort.find());
    }

    private ChildRecord record() throws IOException {
        return ChildRecord.all(data.resolve("children")).getFirst();
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + postgres.url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
