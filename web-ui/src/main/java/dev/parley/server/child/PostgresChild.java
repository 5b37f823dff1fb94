package dev.parley.server.child;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL. What it acknowledged is on disk: fsync and synchronous_commit are on. It runs in a session of
 * its own and outlives a killed server, so its own postmaster.pid says which process it is; that file is never deleted
 * here, since it is what keeps two postmasters off one data folder.
 */
public final class PostgresChild implements Child {
    private static final Logger LOG = Logger.getLogger(PostgresChild.class);
    static final String NAME = "postgres";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final long END_WITHIN_S = 30;
    private static final int PROBE_WITHIN_S = 5;
    private static final int LOOKS_PER_PROBE = 5;
    private static final int UNANSWERED_IS_DEAD = 6;

    private final Path folder;
    private final Path programs;
    private final Path records;
    private final int port;
    private long looks;
    private int unanswered;

    /** Kept for the file lock it holds on the data folder; the process in it is the pg_ctl that has already ended. */
    private @Nullable EmbeddedPostgres library;

    public PostgresChild(Path folder, Path records, int port) {
        this(folder, folder.resolve("programs"), records, port);
    }

    /**
     * @param programs where the library unpacks PostgreSQL, which it does once in a virtual machine: several databases of one
     *     virtual machine share it
     */
    public PostgresChild(Path folder, Path programs, Path records, int port) {
        this.folder = folder;
        this.programs = programs;
        this.records = records;
        this.port = port;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** For the reactive client; with {@code jdbc:} in front for JDBC. */
    public String url() {
        return "postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void start() throws IOException, InterruptedException {
        stop();
        unanswered = 0;
        refuseRootWithoutNamespaces();
        Files.createDirectories(folder);
        library = EmbeddedPostgres.builder()
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(programs.toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WITHIN)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_connections", "60")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        ProcessHandle process =
                running().orElseThrow(() -> new IOException("PostgreSQL ended at its start; see " + log()));
        ChildRecord.of(NAME, process).write(records);
    }

    /** PostgreSQL refuses root, and initdb would only say "failed" where the library cannot hide it. */
    private static void refuseRootWithoutNamespaces() throws IOException, InterruptedException {
        if (!isRoot()) {
            return;
        }
        Process probe = new ProcessBuilder("unshare", "-U", "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (probe.waitFor() != 0) {
            throw new IOException(
                    "PostgreSQL does not run as root, and here root may not make a user namespace for it "
                            + "(unshare -U). Run Parley as another user, or set PARLEY_POSTGRES_URL to a PostgreSQL elsewhere.");
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }

    /** The postmaster is there and, looked at more seldom, answers; full or slow for a while is not dead. */
    @Override
    public boolean healthy() {
        if (running().isEmpty()) {
            return false;
        }
        looks++;
        if (looks % LOOKS_PER_PROBE == 0) {
            unanswered = answers() ? 0 : unanswered + 1;
        }
        return unanswered < UNANSWERED_IS_DEAD;
    }

    private boolean answers() {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("loginTimeout", Integer.toString(PROBE_WITHIN_S));
        properties.setProperty("socketTimeout", Integer.toString(PROBE_WITHIN_S));
        try (Connection connection = DriverManager.getConnection("jdbc:" + url(), properties);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 1")) {
            return result.next();
        } catch (SQLException e) {
            LOG.warnf("PostgreSQL does not answer: %s", e.getMessage());
            return false;
        }
    }

    /** Ends the postmaster of our data folder, whoever started it. */
    @Override
    public void stop() throws IOException, InterruptedException {
        Optional<ProcessHandle> running = running();
        if (running.isPresent()) {
            List<String> command = new ArrayList<>();
            if (isRoot()) {
                // pg_ctl refuses root; as the library does at the start, it gets a user namespace of its own.
                command.addAll(List.of("unshare", "-U"));
            }
            command.addAll(List.of(
                    pgCtl().toString(),
                    "stop",
                    "-D",
                    data().toString(),
                    "-m",
                    "fast",
                    "-w",
                    "-t",
                    Long.toString(END_WITHIN_S)));
            Process stopping = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            stopping.waitFor(END_WITHIN_S + 5, TimeUnit.SECONDS);
            if (!Orphans.gone(running.get(), END_WITHIN_S)) {
                throw new IOException("PostgreSQL (process " + running.get().pid() + ") does not end; see " + log());
            }
        }
        EmbeddedPostgres holder = library;
        if (holder != null) {
            holder.close();
            library = null;
        }
        ChildRecord.forget(records, NAME);
    }

    /** The process that postmaster.pid names, if it is a postgres of ours. */
    private Optional<ProcessHandle> running() {
        Path pidFile = data().resolve("postmaster.pid");
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(pidFile);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(ProcessHandle::isAlive)
                            .filter(this::ours);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean ours(ProcessHandle process) {
        return process.info().command().orElse("").startsWith(programs.toString());
    }

    private Path pgCtl() throws IOException {
        try (Stream<Path> unpacked = Files.list(programs)) {
            return unpacked.map(program -> program.resolve("bin").resolve("pg_ctl"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IOException("pg_ctl is missing under " + programs));
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }
}
