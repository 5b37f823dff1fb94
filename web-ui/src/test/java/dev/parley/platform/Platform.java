package dev.parley.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The packaged server, started as its run command starts it, on a free port and a data folder of the test. */
final class Platform implements AutoCloseable {
    private static final Path SERVER =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final Duration READY_WITHIN = Duration.ofMinutes(8);
    private static final Duration END_WITHIN = Duration.ofMinutes(1);

    private final Path data;
    private final int port;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Process process;

    private Platform(Path data, int port, Map<String, String> settings) throws IOException {
        this.data = data;
        this.port = port;
        ProcessBuilder command = command(data, port).redirectErrorStream(true);
        command.environment().putAll(settings);
        this.process = command.start();
    }

    /** Starts it and waits until it says that it is ready. */
    static Platform start(Path data) throws Exception {
        return start(data, freePort());
    }

    static Platform start(Path data, int port) throws Exception {
        return start(data, port, Map.of());
    }

    /** With more settings, as environment variables. */
    static Platform start(Path data, Map<String, String> settings) throws Exception {
        return start(data, freePort(), settings);
    }

    /** The same on a port that stays the same over restarts. */
    static Platform start(Path data, int port, Map<String, String> settings) throws Exception {
        return start(data, port, settings, "Parley is ready: http://127.0.0.1:" + port + "/");
    }

    /** Starts it and comes back while it is still starting, as soon as it has said this line. */
    static Platform startUntil(Path data, String line) throws Exception {
        return start(data, freePort(), Map.of(), line);
    }

    private static Platform start(Path data, int port, Map<String, String> settings, String line) throws Exception {
        Platform platform = new Platform(data, port, settings);
        CompletableFuture<Void> there = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("platform-says").start(() -> platform.listen(line, there));
        try {
            there.get(READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            platform.close();
            throw new IllegalStateException(
                    "Parley did not get to \"" + line + "\". It said:\n" + String.join("\n", platform.said)
                            + "\nIts log ends with:\n" + platform.logEnd(),
                    e);
        }
        return platform;
    }

    /** What a second server over the same data says before it gives up. */
    static Refusal refusal(Path data) throws Exception {
        Process second = command(data, freePort()).redirectErrorStream(true).start();
        String text = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Refusal(second.waitFor(), text);
    }

    record Refusal(int code, String text) {}

    private static ProcessBuilder command(Path data, int port) {
        // A shell that runs tests in the background makes its children deaf for Ctrl-C; the server must hear it.
        ProcessBuilder builder = new ProcessBuilder(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // Half of its work in a test is its start: a third less with the quick compiler alone.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                SERVER.toString());
        builder.environment().put("PARLEY_DATA", data.toString());
        builder.environment().put("PARLEY_PORT", Integer.toString(port));
        return builder;
    }

    private void listen(String awaited, CompletableFuture<Void> ready) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                if (line.equals(awaited)) {
                    ready.complete(null);
                }
            }
            ready.completeExceptionally(new IOException("The server ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    int port() {
        return port;
    }

    List<String> said() {
        return List.copyOf(said);
    }

    long pid() {
        return process.pid();
    }

    /** Every process that belongs to it now: those it wrote down, and all their children. */
    List<ProcessHandle> processes() throws IOException {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process.toHandle());
        process.toHandle().descendants().forEach(all::add);
        try (Stream<Path> records = Files.list(data.resolve("children"))) {
            for (Path file :
                    records.filter(path -> path.toString().endsWith(".child")).toList()) {
                recorded(file).ifPresent(child -> {
                    all.add(child);
                    child.descendants().forEach(all::add);
                });
            }
        }
        return all;
    }

    /** The recorded process of one child, for example {@code sim-1}. */
    ProcessHandle child(String name) throws IOException {
        return recorded(data.resolve("children").resolve(name + ".child")).orElseThrow();
    }

    private static Optional<ProcessHandle> recorded(Path file) throws IOException {
        Properties record = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            record.load(reader);
        }
        return ProcessHandle.of(Long.parseLong(record.getProperty("pid")));
    }

    /** Ctrl-C, and wait until it has ended by itself. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
        if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Ctrl-C did not end the server. It said:\n" + String.join("\n", said));
        }
    }

    /** {@code kill -9} of the server alone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String logEnd() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("log").resolve("parley.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Ends it whatever state it is in. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isAlive()) {
            process.destroy();
            if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
