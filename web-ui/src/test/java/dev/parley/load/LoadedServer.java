package dev.parley.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged server with its own services and a new data folder, or one that runs already. */
final class LoadedServer implements AutoCloseable {
    private static final long END_WITHIN_S = 60;

    private final URI url;
    private final Optional<Process> process;
    private final Optional<Path> data;
    private final Optional<Footprint> footprint;

    private LoadedServer(URI url, Optional<Process> process, Optional<Path> data) {
        this.url = url;
        this.process = process;
        this.data = data;
        footprint = process.map(
                started -> new Footprint(started.toHandle(), data.orElseThrow().resolve("children")));
    }

    static LoadedServer at(URI url) {
        return new LoadedServer(url, Optional.empty(), Optional.empty());
    }

    /** @param options of its JVM: heap, collector, and what else is wanted */
    static LoadedServer start(Path jar, List<String> options) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("parley-load-");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Path said = data.resolve("said.log");
        builder.redirectOutput(said.toFile());
        builder.environment().put("PARLEY_DATA", data.toString());
        builder.environment().put("PARLEY_PORT", Integer.toString(port));
        // Every person comes from a network of their own, as behind a proxy.
        builder.environment().put("PARLEY_NETWORK_TRUSTED_PROXIES", "127.0.0.1");
        Process process = builder.start();
        while (!Files.readString(said).contains("Parley is ready")) {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                throw new IOException("The server ended before it was ready:\n" + Files.readString(said));
            }
        }
        return new LoadedServer(URI.create("http://127.0.0.1:" + port + "/"), Optional.of(process), Optional.of(data));
    }

    URI url() {
        return url;
    }

    /** One line: memory now, and processor time since the last look. */
    String look() throws IOException, InterruptedException {
        return footprint.isPresent()
                ? footprint.get().look()
                : "memory and processor time are only known of a server that this program started";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isEmpty()) {
            return;
        }
        process.get().destroy();
        if (!process.get().waitFor(END_WITHIN_S, TimeUnit.SECONDS)) {
            process.get().destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(data.orElseThrow())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
