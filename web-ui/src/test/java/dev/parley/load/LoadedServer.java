package dev.parley.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged server with its own services and a new data folder, or one that runs already; and its memory. */
final class LoadedServer implements AutoCloseable {
    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
    private static final Pattern RSS = Pattern.compile("(?m)^Rss:\\s+(\\d+) kB");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final long END_WITHIN_S = 60;
    private static final double KB_IN_MB = 1024;

    private final URI url;
    private final Optional<Process> process;
    private final Optional<Path> data;

    private LoadedServer(URI url, Optional<Process> process, Optional<Path> data) {
        this.url = url;
        this.process = process;
        this.data = data;
    }

    static LoadedServer at(URI url) {
        return new LoadedServer(url, Optional.empty(), Optional.empty());
    }

    /** @param options of its JVM beside those of the run command */
    static LoadedServer start(Path jar, List<String> options) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("parley-load-");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
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

    /** One line: the server alone, and everything that it started. */
    String memory() throws IOException, InterruptedException {
        if (process.isEmpty()) {
            return "memory is only known of a server that this program started";
        }
        long pid = process.get().pid();
        double all = megabytes(pid, PSS)
                + children().mapToDouble(child -> megabytes(child, PSS)).sum();
        return String.format(
                Locale.ROOT,
                "server %.0f MB RSS, %.0f MB PSS, heap used %.0f MB; with its children %.0f MB PSS",
                megabytes(pid, RSS),
                megabytes(pid, PSS),
                heap(pid),
                all);
    }

    private Stream<Long> children() throws IOException {
        try (Stream<Path> records = Files.list(data.orElseThrow().resolve("children"))) {
            List<ProcessHandle> started = records.filter(file -> file.toString().endsWith(".child"))
                    .flatMap(file -> pid(file).stream())
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .toList();
            return started.stream()
                    .flatMap(child -> Stream.concat(Stream.of(child), child.descendants()))
                    .map(ProcessHandle::pid)
                    .distinct();
        }
    }

    private static Optional<Long> pid(Path record) {
        try {
            return Files.readAllLines(record).stream()
                    .filter(line -> line.startsWith("pid="))
                    .map(line -> Long.valueOf(line.substring("pid=".length())))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 0 for a process that is gone by now. */
    private static double megabytes(long pid, Pattern what) {
        try {
            Matcher found = what.matcher(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
            return found.find() ? Long.parseLong(found.group(1)) / KB_IN_MB : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static double heap(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.heap_info")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        // Young and old generation come before metaspace.
        Matcher used = USED.matcher(text.contains("Metaspace") ? text.substring(0, text.indexOf("Metaspace")) : text);
        double sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1)) / KB_IN_MB;
        }
        return sum;
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
