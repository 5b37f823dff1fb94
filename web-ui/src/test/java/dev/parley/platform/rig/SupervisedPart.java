package dev.parley.platform.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A process that a server wrote down as its child, found by that record. */
final class SupervisedPart {
    private final String name;
    private final Path record;

    /** @param records the folder {@code children} of the server's data */
    SupervisedPart(String name, Path records) {
        this.name = name;
        this.record = records.resolve(name + ".child");
    }

    String name() {
        return name;
    }

    List<ProcessHandle> processes() {
        Properties properties = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(record)) {
            properties.load(reader);
        } catch (IOException e) {
            // Between two lives there is no record.
            return List.of();
        }
        return ProcessHandle.of(Long.parseLong(properties.getProperty("pid", "0")))
                .filter(ProcessHandle::isAlive)
                .stream()
                .toList();
    }

    /** {@code kill -9}; returns when the process is gone. */
    void kill() throws IOException, InterruptedException {
        for (ProcessHandle process : processes()) {
            CompletableFuture<ProcessHandle> gone = process.onExit();
            process.destroyForcibly();
            try {
                gone.get();
            } catch (ExecutionException e) {
                throw new IOException("waiting for the end of " + name + " failed", e);
            }
        }
    }
}
