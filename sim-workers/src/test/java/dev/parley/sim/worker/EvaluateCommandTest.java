package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    private static final long SECONDS = 240;

    @TempDir
    Path folder;

    @Test
    void terminatedEvaluationGoesOnInAnotherProcessToTheFilesOfAnUndisturbedOne() throws Exception {
        Process terminated = start("resumed", "2");
        BufferedReader shown = terminated.inputReader(StandardCharsets.UTF_8);
        assertThat(shown.readLine()).contains("episodes on 1 cores");
        // Not by the process itself, which would close what it still tells.
        terminated.toHandle().destroy();
        assertThat(shown.lines().collect(Collectors.joining("\n"))).contains("the same command goes on from there");
        assertThat(end(terminated)).isEqualTo(143);

        assertThat(end(start("resumed", "1"))).isZero();
        assertThat(end(start("whole", "3"))).isZero();

        assertThat(csv("resumed")).hasSize(5).isEqualTo(csv("whole"));
    }

    @Test
    void wrongArgumentsEndItWithCodeTwo() throws Exception {
        Process refused = ChildJvm.of(SimWorker.class, "evaluate", "--policy", "gpt", "--episodes", "1", "--seed", "1")
                .redirectErrorStream(true)
                .start();

        assertThat(refused.inputReader(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("not gpt");
        assertThat(end(refused)).isEqualTo(2);
    }

    private Process start(String out, String worlds) throws IOException {
        return ChildJvm.of(
                        SimWorker.class,
                        "evaluate",
                        "--policy",
                        "tabletop-bc",
                        "--episodes",
                        "4",
                        "--seed",
                        "930000",
                        "--cores",
                        "1",
                        "--worlds",
                        worlds,
                        "--out",
                        folder.resolve(out).toString())
                .redirectErrorStream(true)
                .start();
    }

    private static int end(Process process) throws InterruptedException, IOException {
        process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private List<String> csv(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("episodes.csv"));
    }
}
