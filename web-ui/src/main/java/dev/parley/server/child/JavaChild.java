package dev.parley.server.child;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A program of ours in a Java process of its own. Its standard input is its lifeline: the end of it, also when this
 * server is killed, tells the program to end in order. It ignores Ctrl-C, since the terminal sends that to everybody.
 */
public final class JavaChild implements Child {
    private static final Duration ORDERLY_END = Duration.ofSeconds(15);
    private static final Duration FORCED_END = Duration.ofSeconds(5);

    private final Program program;
    private final Path records;
    private @Nullable Process process;

    public JavaChild(Program program, Path records) {
        this.program = program;
        this.records = records;
    }

    /**
     * What to run.
     *
     * @param folder the program's jar, and the jars it needs under {@code lib}
     * @param jvmOptions for example {@code -Xmx256m}
     * @param firstLine goes to standard input at each start, for secrets that a command line would show; null for none
     * @param readyLine the beginning of the line it prints once it is usable
     */
    public record Program(
            String name,
            Path folder,
            String mainClass,
            List<String> jvmOptions,
            List<String> arguments,
            @Nullable Supplier<String> firstLine,
            String readyLine,
            Duration readyWithin) {}

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        if (!Files.isDirectory(program.folder())) {
            throw new IOException("The program of " + program.name() + " is not at " + program.folder()
                    + "; build the whole project first (./mvnw package)");
        }
        Supplier<String> secret = program.firstLine();
        String line = secret == null ? null : secret.get();
        Process started = new ProcessBuilder(command()).start();
        process = started;
        ChildRecord.of(program.name(), started.toHandle()).write(records);
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        LogLines.follow(program.name(), started.getErrorStream(), ignored -> {});
        LogLines.follow(program.name(), started.getInputStream(), said -> {
            if (said.startsWith(program.readyLine())) {
                ready.complete(true);
            }
        });
        started.onExit().thenAccept(ended -> ready.complete(false));
        if (line != null) {
            OutputStream input = started.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        }
        awaitReady(started, ready);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.jvmOptions());
        command.add("-cp");
        command.add(program.folder().resolve("*")
                + System.getProperty("path.separator")
                + program.folder().resolve("lib").resolve("*"));
        command.add(program.mainClass());
        command.addAll(program.arguments());
        return command;
    }

    private void awaitReady(Process started, CompletableFuture<Boolean> ready)
            throws IOException, InterruptedException {
        try {
            if (!ready.get(program.readyWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(program.name() + " ended at its start with code " + started.waitFor()
                        + "; its last lines are in the log");
            }
        } catch (TimeoutException e) {
            throw new IOException(
                    program.name() + " was not ready within "
                            + program.readyWithin().toSeconds() + " s",
                    e);
        } catch (ExecutionException e) {
            throw new IOException(program.name() + " could not be started", e.getCause());
        }
    }

    @Override
    public boolean healthy() {
        Process running = process;
        return running != null && running.isAlive();
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        Process running = process;
        if (running == null) {
            return;
        }
        running.getOutputStream().close();
        if (!running.waitFor(ORDERLY_END.toMillis(), TimeUnit.MILLISECONDS)) {
            running.destroyForcibly().waitFor(FORCED_END.toMillis(), TimeUnit.MILLISECONDS);
        }
        process = null;
        ChildRecord.forget(records, program.name());
    }
}
