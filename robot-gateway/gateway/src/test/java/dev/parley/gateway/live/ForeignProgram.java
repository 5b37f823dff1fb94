package dev.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that somebody else wrote, with what it says. */
final class ForeignProgram implements AutoCloseable {
    private final Process process;
    private final Path log;

    private ForeignProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param input what it reads, to the end */
    static ForeignProgram start(List<String> command, String input) throws IOException {
        Path log = Files.createTempFile("parley-foreign-", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var in = process.outputWriter(UTF_8)) {
            in.write(input);
        }
        return new ForeignProgram(process, log);
    }

    /** Everything it said until now. */
    String words() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    boolean runs() {
        return process.isAlive();
    }

    /** Asks it to end as a terminal or a service manager does, and waits until it did. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + words());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(log);
    }
}
