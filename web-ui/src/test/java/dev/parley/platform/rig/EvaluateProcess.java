package dev.parley.platform.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The simulator worker's command {@code evaluate} as people run it, a program that belongs to no rig. */
public final class EvaluateProcess {
    private EvaluateProcess() {}

    /**
     * @param folder told apart by
     * @param environment beside that of the test
     */
    public static Process start(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = Program.java(folder, "-Xmx400m");
        command.addAll(List.of("-cp", Program.packaged("sim-workers"), "dev.parley.sim.worker.SimWorker", "evaluate"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
