package dev.parley.sim.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a class of this class path in a JVM of its own. */
final class ChildJvm {

    private ChildJvm() {}

    static Process start(Class<?> main, Path log, String... arguments) throws IOException {
        return of(main, arguments).redirectError(log.toFile()).start();
    }

    /** One that is not started yet. */
    static ProcessBuilder of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder child = new ProcessBuilder(command);
        // Not as an argument: ONNX Runtime 1.29 kills a process whose command line is longer than 4096 bytes.
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return child;
    }
}
