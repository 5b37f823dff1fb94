package dev.parley.server.child;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What is written down about a child, so that a server which finds one left over knows that it is its own. A pid alone
 * proves nothing, since pids are used again; start time and executable together do.
 */
record ChildRecord(String name, long pid, Instant startedAt, String executable) {
    private static final String SUFFIX = ".child";

    /** The kernel counts starts in hundredths of a second and the clock may have been set meanwhile. */
    private static final Duration CLOCK_ROUNDING = Duration.ofSeconds(2);

    static ChildRecord of(String name, ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return new ChildRecord(
                name,
                process.pid(),
                info.startInstant().orElse(Instant.EPOCH),
                info.command().orElse(""));
    }

    /** The process that this record is about, if it is still there and still the same one. */
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::same);
    }

    private boolean same(ProcessHandle process) {
        Instant started = process.info().startInstant().orElse(Instant.MAX);
        return Duration.between(startedAt, started).abs().compareTo(CLOCK_ROUNDING) <= 0
                && process.info().command().orElse("").equals(executable);
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("started-at", startedAt.toString());
        properties.setProperty("executable", executable);
        Path draft = folder.resolve(name + SUFFIX + ".new");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            properties.store(writer, null);
        }
        Files.move(
                draft,
                folder.resolve(name + SUFFIX),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    static void forget(Path folder, String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name + SUFFIX));
    }

    static List<ChildRecord> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<ChildRecord> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                records.add(read(file));
            }
        }
        return records;
    }

    private static ChildRecord read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String fileName = String.valueOf(file.getFileName());
        return new ChildRecord(
                fileName.substring(0, fileName.length() - SUFFIX.length()),
                Long.parseLong(properties.getProperty("pid", "0")),
                Instant.parse(properties.getProperty("started-at", Instant.EPOCH.toString())),
                properties.getProperty("executable", ""));
    }
}
