package dev.parley.gateway.chain;

import dev.parley.core.station.StationKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A {@link ChildStation} as its test sees it. */
final class StationProcess implements AutoCloseable {
    /** Actions of an episode of a fiftieth of a second each. */
    static final int STEPS = 40;

    /** Long enough to fill a disk meanwhile. */
    static final int STEPS_ON_SMALL_DISK = 400;

    private static final int KILLED = 128 + 9;

    private final Lab.Registered station;
    private final Process process;

    private StationProcess(Lab.Registered station, Process process) {
        this.station = station;
        this.process = process;
    }

    static StationProcess start(Lab.Registered station, StationKind kind, Path motions, KillPoint killPoint)
            throws IOException {
        return start(station, kind, motions, killPoint, STEPS, List.of());
    }

    /** On a disk of its own of that size, which no other process sees. */
    static StationProcess onSmallDisk(Lab.Registered station, Path motions, int mebibytes) throws IOException {
        String mount = "mount -t tmpfs -o size=" + mebibytes + "m tmpfs '" + station.folder() + "' && exec \"$@\"";
        return start(
                station,
                StationKind.SIMULATOR,
                motions,
                KillPoint.NEVER,
                STEPS_ON_SMALL_DISK,
                List.of("unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"));
    }

    private static StationProcess start(
            Lab.Registered station, StationKind kind, Path motions, KillPoint killPoint, int steps, List<String> before)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildStation.class.getName(),
                Lab.gateway().toString(),
                station.key(),
                station.folder().toString(),
                kind.name(),
                motions.toString(),
                killPoint.name(),
                Integer.toString(steps)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new StationProcess(station, process);
    }

    /** A person at its local console: stands by and enables motion. The person stays until the console is closed. */
    ConsoleTyper enable(String what) throws Exception {
        List<ConsoleTyper> opened = new ArrayList<>();
        Lab.until("a local console", () -> {
            // A killed process leaves its socket behind, at which nobody answers.
            ConsoleTyper.tryOpen(station.folder()).ifPresent(opened::add);
            return !opened.isEmpty();
        });
        ConsoleTyper console = opened.getFirst();
        console.say("present Ada");
        String code = console.say("code " + what).split(" ", -1)[1];
        String enabled = console.say(what + " " + code + " Ada");
        if (!enabled.startsWith("ok")) {
            throw new AssertionError("motion was not enabled: " + enabled);
        }
        return console;
    }

    /** Whether the platform has everything that this station had. */
    boolean heldNothing(ConsoleTyper console) {
        try {
            return console.say("status").contains("held 0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, without a console. */
    boolean heldNothing() {
        try {
            return tell("status").endsWith("held 0");
        } catch (Exception e) {
            throw new IllegalStateException("the station says nothing", e);
        }
    }

    /** Tells the process something and waits for its answer. */
    String tell(String line) throws Exception {
        process.outputWriter(StandardCharsets.UTF_8).write(line + "\n");
        process.outputWriter(StandardCharsets.UTF_8).flush();
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        return CompletableFuture.supplyAsync(() -> read(answers)).get(20, TimeUnit.SECONDS);
    }

    private static String read(BufferedReader answers) {
        try {
            return String.valueOf(answers.readLine());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Waits until it has killed itself. */
    void awaitDeath() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the station did not come to where it is killed");
        }
        if (process.exitValue() != KILLED) {
            throw new AssertionError("the station ended with " + process.exitValue() + " and not by kill -9");
        }
    }

    /** How often each motion of each episode was made. */
    static Map<String, Long> motions(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
