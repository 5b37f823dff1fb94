package dev.parley.gateway.chain;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The example of the Python SDK as a process. */
record PythonStation(Lab.Registered registered, Process process) implements AutoCloseable {
    static final String SCENE = "puck-table";
    static final Path SDK = Path.of("..", "station-sdk-python");
    private static final Path FINDER = Path.of("..", "..", ".mvn", "websockets.sh");
    private static final long INSTALL_WITHIN_MIN = 5;

    /** The example with a magnet that stays where it is: 12 s of an episode in which nothing is done. */
    private static final String IDLE = """
            import sys
            sys.path.insert(0, sys.argv[1])
            import pucks
            class Idle(pucks.PuckTable):
                def step(self, action):
                    return super().step([0, 0, 0])
            pucks.station(Idle).serve(*sys.argv[2:])
            """;

    /** A Python that has websockets; installs the package where that is allowed. */
    static Optional<String> interpreter() throws IOException, InterruptedException {
        Path found = Files.createTempFile("parley-python-", ".txt");
        Process finder = new ProcessBuilder("sh", FINDER.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(found.toFile())
                .start();
        boolean named = finder.waitFor(INSTALL_WITHIN_MIN, TimeUnit.MINUTES) && finder.exitValue() == 0;
        return named ? Optional.of(Files.readString(found).strip()) : Optional.empty();
    }

    static PythonStation start(String python, Lab.Registered registered) throws IOException {
        return start(
                python,
                registered,
                Optional.empty(),
                SDK.resolve("examples").resolve("pucks.py").toString());
    }

    static PythonStation idle(String python, Lab.Registered registered) throws IOException {
        return start(
                python,
                registered,
                Optional.empty(),
                "-c",
                IDLE,
                SDK.resolve("examples").toString());
    }

    /** @param programs a folder that is searched for programs before all others */
    static PythonStation idle(String python, Lab.Registered registered, Path programs) throws IOException {
        return start(
                python,
                registered,
                Optional.of(programs),
                "-c",
                IDLE,
                SDK.resolve("examples").toString());
    }

    private static PythonStation start(
            String python, Lab.Registered registered, Optional<Path> programs, String... program) throws IOException {
        List<String> command = new ArrayList<>(List.of(python, "-B"));
        command.addAll(List.of(program));
        command.addAll(List.of(
                Lab.gateway().toString(), registered.key(), registered.folder().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        programs.ifPresent(
                folder -> builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path));
        return new PythonStation(registered, builder.start());
    }

    void awaitOnline(Stations stations) {
        Lab.until(
                "on line",
                () -> Lab.await(stations.find(registered.id())).orElseThrow().connection()
                        == StationData.Connection.ONLINE);
    }

    Path folder(AssignmentData offered) {
        return registered.folder().resolve("episodes").resolve(offered.id().toString());
    }

    boolean holdsNothing() {
        Path episodes = registered.folder().resolve("episodes");
        if (!Files.exists(episodes)) {
            return false;
        }
        try (var held = Files.list(episodes)) {
            return held.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    boolean isStopped() {
        return read(registered.folder().resolve("stop.json")).contains("stopId");
    }

    /** Both of its processes, as a power cut would. */
    void kill() throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
