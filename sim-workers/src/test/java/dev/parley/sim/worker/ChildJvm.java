package dev.parley.sim.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a class of this class path in a JVM of its own. */
final class ChildJvm {

    private ChildJvm() {}

    static Process start(Class<?> main, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder child = new ProcessBuilder(command).redirectError(log.toFile());
        // Not as an argument: ONNX Runtime 1.29 kills a process whose command line is longer than 4096 bytes.
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return child.start();
    }
}
