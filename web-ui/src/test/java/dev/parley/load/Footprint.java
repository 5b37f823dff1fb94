package dev.parley.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Memory and processor time of a server, of everything that it started, and of this program beside them. */
final class Footprint {
    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
    private static final Pattern RSS = Pattern.compile("(?m)^Rss:\\s+(\\d+) kB");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final double KB_IN_MB = 1024;

    private final ProcessHandle server;
    private final Path records;
    private long lookedAt = System.nanoTime();
    private Cpu before = new Cpu(0, 0, 0);

    /** @param records the folder in which the server records its children */
    Footprint(ProcessHandle server, Path records) {
        this.server = server;
        this.records = records;
    }

    /** Seconds of processor time since their beginnings. */
    private record Cpu(double server, double children, double load) {}

    /** Memory now; cores used on average since the last look. */
    String look() throws IOException, InterruptedException {
        List<ProcessHandle> children = children();
        double all = megabytes(server, PSS)
                + children.stream().mapToDouble(child -> megabytes(child, PSS)).sum();
        Cpu cpu = new Cpu(
                seconds(server),
                children.stream().mapToDouble(Footprint::seconds).sum(),
                seconds(ProcessHandle.current()));
        long now = System.nanoTime();
        double passed = (now - lookedAt) / (double) Duration.ofSeconds(1).toNanos();
        String line = String.format(
                Locale.ROOT,
                "server %.0f MB RSS, %.0f MB PSS, heap used %.0f MB; with its children %.0f MB PSS; "
                        + "cores: server %.2f, children %.2f, this program %.2f",
                megabytes(server, RSS),
                megabytes(server, PSS),
                heap(server.pid()),
                all,
                (cpu.server - before.server) / passed,
                (cpu.children - before.children) / passed,
                (cpu.load - before.load) / passed);
        lookedAt = now;
        before = cpu;
        return line;
    }

    private List<ProcessHandle> children() throws IOException {
        try (Stream<Path> files = Files.list(records)) {
            return files.filter(file -> file.toString().endsWith(".child"))
                    .flatMap(file -> pid(file).stream())
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .flatMap(child -> Stream.concat(Stream.of(child), child.descendants()))
                    .distinct()
                    .toList();
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

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    /** 0 for a process that is gone by now. */
    private static double megabytes(ProcessHandle process, Pattern what) {
        try {
            Matcher found = what.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/smaps_rollup")));
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
}
