package dev.parley.platform.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The simulator worker's command {@code serve} as people run it, a program that belongs to no rig.
 *
 * @param version of the policy, as it said it
 */
public record ServeProcess(Process process, URI url, String version) implements AutoCloseable {
    private static final String READY = "PARLEY-POLICY-SERVER ready ";
    private static final long READY_WITHIN_S = 180;

    /** Starts it on a free port and waits until it listens. */
    public static ServeProcess start(Path folder, String policy, String key) throws Exception {
        List<String> command = new ArrayList<>(Program.java(folder, "-Xmx400m"));
        command.addAll(List.of(
                "-cp",
                Program.packaged("sim-workers"),
                "dev.parley.sim.worker.SimWorker",
                "serve",
                "--policy",
                policy,
                "--port",
                "0"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("serve.log").toFile());
        builder.environment().put("PARLEY_POLICY_KEY", key);
        Process process = builder.start();
        try {
            CompletableFuture<String> line = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
                    line.complete(String.valueOf(said.readLine()));
                } catch (IOException e) {
                    line.completeExceptionally(e);
                }
            });
            String ready = line.get(READY_WITHIN_S, TimeUnit.SECONDS);
            if (!ready.startsWith(READY)) {
                throw new IllegalStateException("instead of being ready it said: " + ready);
            }
            String[] words = ready.substring(READY.length()).split(" ", -1);
            return new ServeProcess(process, URI.create(words[0]), words[2]);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /**
     * Ends it by SIGTERM.
     *
     * @return its exit code
     */
    public int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
