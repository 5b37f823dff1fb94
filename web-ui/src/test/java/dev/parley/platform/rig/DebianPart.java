package dev.parley.platform.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A program of the operating system that listens on a port of this machine.
 *
 * @see DebianServices
 */
final class DebianPart implements Part {
    private static final Duration LISTENS_WITHIN = Duration.ofMinutes(1);
    private static final int CONNECT_WITHIN_MS = 500;
    private static final long END_WITHIN_S = 30;

    private final String name;
    private final List<String> command;
    private final int port;
    private final Path log;
    private volatile @Nullable Process process;

    DebianPart(String name, List<String> command, int port, Path logs) {
        this.name = name;
        this.command = List.copyOf(command);
        this.port = port;
        this.log = logs.resolve(name + ".log");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws IOException {
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        Awaitility.await(name + " listens on " + port + "; see " + log)
                .atMost(LISTENS_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!started.isAlive()) {
                        throw new IOException(name + " ended at its start; see " + log);
                    }
                    return listens();
                });
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_WITHIN_MS);
            return true;
        } catch (IOException e) {
            return false;
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

    @Override
    public void stop() throws IOException, InterruptedException {
        Process current = process;
        if (current == null || !current.isAlive()) {
            return;
        }
        current.destroy();
        if (!current.waitFor(END_WITHIN_S, TimeUnit.SECONDS)) {
            kill();
            throw new IOException(name + " did not end within " + END_WITHIN_S + " s; see " + log);
        }
    }
}
