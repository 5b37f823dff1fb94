package dev.parley.sim.scene;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The C program beside {@link PhysicsBenchmark}, compiled by gcc where it runs, in a process of its own. */
final class PhysicsBaseline implements AutoCloseable {

    private static final List<String> LIBRARIES =
            List.of("libccd.so.2", "liblodepng.so.0", "libqhull_r.so.8.0", "libtinyxml2.so.9", "libmujoco.so.2.2.2");

    private final Process process;
    private final BufferedReader answers;

    /** Processor time of one pass and the state it ended in. */
    record Pass(long ns, String checksum) {}

    private PhysicsBaseline(Process process) {
        this.process = process;
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    static PhysicsBaseline start(Path folder, byte[] commands, int positions, int actuated, int steps)
            throws IOException, InterruptedException {
        Properties offsets = new Properties();
        offsets.load(new StringReader(PhysicsBenchmark.text("/natives/mujoco-2.2.2-offsets.properties")));
        Path source = Files.write(folder.resolve("baseline.c"), PhysicsBenchmark.resource("physics-baseline.c"));
        Path program = folder.resolve("baseline");
        int compiled = new ProcessBuilder("gcc", "-O2", "-o", program.toString(), source.toString(), "-ldl")
                .inheritIO()
                .start()
                .waitFor();
        if (compiled != 0) {
            throw new IOException("gcc could not compile " + source);
        }
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                Files.write(
                                folder.resolve("model.xml"),
                                PhysicsBenchmark.resource("/scenes/blocks-and-bowls/model.xml"))
                        .toString(),
                Files.write(folder.resolve("commands.bin"), commands).toString(),
                Integer.toString(positions),
                Integer.toString(actuated),
                Integer.toString(steps)));
        for (String field : List.of("data.qpos", "data.ctrl", "data.qfrc_applied", "data.qfrc_bias")) {
            command.add(offsets.getProperty(field));
        }
        for (String library : LIBRARIES) {
            command.add(
                    Files.write(folder.resolve(library), PhysicsBenchmark.resource("/natives/linux-x86_64/" + library))
                            .toString());
        }
        return new PhysicsBaseline(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    Pass pass() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The C program ended; its words are above");
        }
        String[] parts = answer.split(" ");
        return new Pass(Long.parseLong(parts[0]), parts[1]);
    }

    /** Ends the program by the end of its input. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
