package dev.parley.platform.rig;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A part that is a Java program. What it says goes to a log of its own, over all its lives. */
final class JavaPart implements Part {
    private static final long END_WITHIN_S = 40;

    private final Program program;
    private final Path log;
    private volatile @Nullable Process process;

    JavaPart(Program program, Path logs) {
        this.program = program;
        this.log = logs.resolve(program.name() + ".log");
    }

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program.command()).redirectErrorStream(true);
        builder.environment().putAll(program.environment());
        Process started = builder.start();
        process = started;
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("log-" + name()).start(() -> keepLog(started, ready));
        if (program.secretLine().isPresent()) {
            OutputStream input = started.getOutputStream();
            input.write((program.secretLine().get() + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        }
        try {
            if (!ready.get(program.readyWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(name() + " ended at its start; see " + log);
            }
        } catch (TimeoutException | ExecutionException e) {
            // Whoever keeps it alive starts it again only when it is gone.
            kill();
            throw new IOException(name() + " was not usable within " + program.readyWithin() + "; see " + log, e);
        }
    }

    private void keepLog(Process started, CompletableFuture<Boolean> ready) {
        try (BufferedReader said =
                        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter kept =
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            kept.write("==== process " + started.pid() + " at " + Instant.now() + "\n");
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                kept.write(line + "\n");
                kept.flush();
                if (line.startsWith(program.readyLine())) {
                    ready.complete(true);
                }
            }
            ready.complete(false);
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    @Override
    public boolean running() {
        Process current = process;
        return current != null && current.isAlive();
    }

    @Override
    public List<ProcessHandle> processes() {
        Process current = process;
        return current == null ? List.of() : List.of(current.toHandle());
    }

    @Override
    public void kill() throws InterruptedException {
        Process current = process;
        if (current != null) {
            current.destroyForcibly().waitFor();
        }
    }

    /** By the end of its standard input, which our children wait for, and by the polite signal. */
    @Override
    public void stop() throws IOException, InterruptedException {
        Process current = process;
        if (current == null || !current.isAlive()) {
            return;
        }
        current.getOutputStream().close();
        current.destroy();
        if (!current.waitFor(END_WITHIN_S, TimeUnit.SECONDS)) {
            kill();
            throw new IOException(name() + " did not end within " + END_WITHIN_S + " s; see " + log);
        }
    }
}
