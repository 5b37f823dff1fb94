package dev.parley.gateway.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The embedded media server as a child process, as the platform starts it. */
final class MediaServerProcess implements AutoCloseable {

    private static final String READY = "PARLEY-MEDIA-SERVER ";

    private final Process process;
    private final URI uri;

    private MediaServerProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** @param port 0 for a free one */
    static MediaServerProcess start(int port, int viewersTotal) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.parley.media.MediaServerMain",
                        "--port",
                        String.valueOf(port),
                        "--viewers-total",
                        String.valueOf(viewersTotal)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = CompletableFuture.supplyAsync(() -> firstLine(output)).get(30, TimeUnit.SECONDS);
        if (!line.startsWith(READY)) {
            process.destroyForcibly();
            throw new IOException("the media server said: " + line);
        }
        return new MediaServerProcess(process, URI.create(line.substring(READY.length())));
    }

    private static String firstLine(BufferedReader output) {
        try {
            return String.valueOf(output.readLine());
        } catch (IOException e) {
            return e.toString();
        }
    }

    URI uri() {
        return uri;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it as kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Closes its standard input, which ends it. */
    int end() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the media server outlived its standard input");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws Exception {
        kill();
    }
}
