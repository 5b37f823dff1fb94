package dev.parley.sim.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.sim.policy.NetworkBatch;
import dev.parley.sim.policy.OnnxNetwork;
import dev.parley.sim.policy.TensorShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that makes the arm's policy from nothing, on next to nothing. */
@Tag("slow")
class ToyTrainingTest {

    private static final Path PYTHON = Path.of("..", ".mvn", "torch.sh");
    private static final Path SCRIPT = Path.of("training", "arm.sh");
    private static final List<String> NETWORKS = List.of("policy", "words", "goal", "slots");
    private static final List<String> LEARNERS = List.of("eye", "goal", "words", "hand");
    private static final double LEAST_FALL = 0.8;
    private static final double SAME = 1e-4;
    private static final long WITHIN_MIN = 15;

    @TempDir
    Path work;

    @Test
    void everyLossFallsAndWhatIsShippedSaysWhatTheTrainerSays() throws Exception {
        Path found = work.resolve("python");
        assumeThat(run(
                        new ProcessBuilder("sh", PYTHON.toString()).redirectError(ProcessBuilder.Redirect.INHERIT),
                        found))
                .as("this test needs PyTorch (Debian: apt-get install python3-torch python3-onnx)")
                .isZero();
        ProcessBuilder training = new ProcessBuilder(
                "bash", SCRIPT.toString(), work.resolve("made").toString(), "toy");
        training.environment().put("PYTHON", Files.readString(found).strip());
        training.environment().put("JAVA_HOME", System.getProperty("java.home"));
        training.environment().put("CLASSPATH", System.getProperty("java.class.path"));

        Path log = work.resolve("log");
        assertThat(run(training.redirectErrorStream(true), log))
                .as(() -> read(log))
                .isZero();

        String told = read(log);
        for (String learner : LEARNERS) {
            List<Double> losses = losses(told, learner);
            assertThat(losses).as(learner + " in " + told).hasSizeGreaterThan(2);
            assertThat(losses.getLast()).as(learner + " " + losses).isLessThan(LEAST_FALL * losses.getFirst());
        }
        for (String network : NETWORKS) {
            saysTheSame(work.resolve("made").resolve("onnx"), network);
        }
    }

    private static int run(ProcessBuilder program, Path output) throws IOException, InterruptedException {
        Process process = program.redirectOutput(output.toFile()).start();
        if (!process.waitFor(WITHIN_MIN, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<Double> losses(String told, String learner) {
        return Pattern.compile("(?m)^" + learner + ": .*?loss ([0-9.]+)")
                .matcher(told)
                .results()
                .map(line -> Double.valueOf(line.group(1)))
                .toList();
    }

    private static void saysTheSame(Path folder, String name) throws IOException {
        JsonNode check =
                new ObjectMapper().readTree(folder.resolve(name + ".check.json").toFile());
        try (OnnxNetwork network = new OnnxNetwork(Files.readAllBytes(folder.resolve(name + ".onnx")))) {
            int rows = check.path("inputs").iterator().next().size();
            NetworkBatch batch = network.batch(rows);
            for (int row = 0; row < rows; row++) {
                for (String input : network.inputs().keySet()) {
                    float[] values = row(check.path("inputs").path(input), row);
                    if (network.inputs().get(input).type() == TensorShape.Type.FLOAT) {
                        batch.put(input, row, values);
                    } else {
                        batch.put(input, row, bytes(values));
                    }
                }
            }
            batch.run(rows);
            for (String output : network.outputs().keySet()) {
                for (int row = 0; row < rows; row++) {
                    float[] wanted = row(check.path("outputs").path(output), row);
                    float[] said = batch.row(output, row);
                    assertThat(said).as(name + " " + output).hasSameSizeAs(wanted);
                    for (int i = 0; i < said.length; i++) {
                        assertThat((double) said[i])
                                .as("%s %s %d", name, output, i)
                                .isCloseTo(wanted[i], within(SAME));
                    }
                }
            }
        }
    }

    private static float[] row(JsonNode rows, int row) {
        float[] values = new float[rows.path(row).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows.path(row).path(i).asDouble();
        }
        return values;
    }

    private static byte[] bytes(float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) values[i];
        }
        return bytes;
    }
}
