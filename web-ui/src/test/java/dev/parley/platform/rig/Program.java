package dev.parley.platform.rig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Java program that is a part of the rig.
 *
 * @param command all of it
 * @param environment beside that of the test
 * @param firstLine goes to standard input at each start; null for none
 * @param readyLine the beginning of the line it prints once it is usable
 */
record Program(
        String name,
        List<String> command,
        Map<String, String> environment,
        @Nullable String firstLine,
        String readyLine,
        Duration readyWithin) {
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    /** The server as its run command starts it, but with the services of the rig. */
    static Program server(String name, Path folder, List<String> settings) {
        return server(name, folder, settings, Map.of());
    }

    /** The same with settings as environment variables, as a container gets them. */
    static Program server(String name, Path folder, Map<String, String> environment) {
        return server(name, folder, List.of(), environment);
    }

    private static Program server(String name, Path folder, List<String> settings, Map<String, String> environment) {
        Path jar = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
        List<String> command = java(folder, "-Xmx400m");
        // Half of its work in a test is its start: a third less with the quick compiler alone.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(settings);
        command.addAll(List.of("-jar", jar.toString()));
        return new Program(name, command, environment, null, "The server runs at ", READY_WITHIN);
    }

    static Program mediaServer(Path folder, int port) {
        List<String> command = java(folder, "-Xmx192m");
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                packaged("media-server"),
                "dev.parley.media.MediaServerMain",
                "--port",
                Integer.toString(port)));
        return new Program("media-server", command, Map.of(), null, "PARLEY-MEDIA-SERVER", READY_WITHIN);
    }

    /** The simulator worker with its physics, its learned policy, its recordings and its live video. */
    static Program simulator(String name, Path folder, String gateway, String key) {
        List<String> command = java(folder, "-Xmx400m");
        command.addAll(List.of(
                "-cp",
                packaged("sim-workers"),
                "dev.parley.sim.worker.SimWorker",
                "--gateway",
                gateway,
                "--data",
                folder.resolve("stations").resolve(name).toString(),
                "--name",
                name));
        return new Program(name, command, Map.of(), key, "PARLEY-SIM-WORKER", READY_WITHIN);
    }

    /** A {@link SyntheticStation}, from the classes of the tests. */
    static Program synthetic(String name, Path folder, String gateway, String key) {
        List<String> command = java(folder, "-Xmx96m");
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SyntheticStation.class.getName(),
                gateway,
                folder.resolve("stations").resolve(name).toString()));
        return new Program(name, command, Map.of(), key, SyntheticStation.READY, READY_WITHIN);
    }

    static String packaged(String program) {
        Path folder = Path.of("target", "quarkus-app", "children", program).toAbsolutePath();
        return folder.resolve("*")
                + System.getProperty("path.separator")
                + folder.resolve("lib").resolve("*");
    }

    /** The folder comes first on every command line: that is how what is left over is told from other processes. */
    static List<String> java(Path folder, String heap) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drig=" + folder,
                heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    }

    Optional<String> secretLine() {
        return Optional.ofNullable(firstLine);
    }
}
