package dev.parley.sim.uploaded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a sandbox is started: a small JVM without this worker's environment, in a folder of its own; where there is a shell, under the
 * operating system's limits for memory and processor time; where the system lets it, in a network that has nothing in it.
 */
final class SandboxCommand {
    /** What a JVM reserves of addresses beside what it uses: code, classes, stacks, mapped libraries. */
    private static final int RESERVED_MIB = 1_200;

    private static final Path SHELL = Path.of("/bin/sh");
    private static final String LIMITS = "ulimit -c 0; ulimit -v \"$1\" && ulimit -t \"$2\" && shift 2 && exec \"$@\"";

    private SandboxCommand() {}

    static ProcessBuilder of(Path network, SandboxLimits limits, Path folder) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            long addresses = (long) (limits.memoryMib() + RESERVED_MIB) * 1024;
            command.addAll(List.of(
                    SHELL.toString(),
                    "-c",
                    LIMITS,
                    "sandbox",
                    Long.toString(addresses),
                    Long.toString(limits.whole().toSeconds())));
        }
        if (Alone.POSSIBLE) {
            command.addAll(Alone.COMMAND);
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms16m",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash"),
                "-Djava.io.tmpdir=" + folder,
                "--enable-native-access=ALL-UNNAMED",
                SandboxMain.class.getName(),
                network.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        // Nothing of this worker's: no key, no proxy, no names.
        builder.environment().clear();
        // Not as an argument: ONNX Runtime kills a process whose command line is longer than 4096 bytes.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder;
    }

    /** Whether a process can be put where no network is; asked once. */
    private static final class Alone {
        static final List<String> COMMAND = List.of("/usr/bin/unshare", "--user", "--net", "--");
        static final boolean POSSIBLE = possible();

        private static boolean possible() {
            List<String> trying = new ArrayList<>(COMMAND);
            trying.add("/bin/true");
            try {
                Process process = new ProcessBuilder(trying)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
