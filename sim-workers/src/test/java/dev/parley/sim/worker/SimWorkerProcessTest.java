package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimWorkerProcessTest {

    private static final String KEY = "test-station-key";

    @TempDir
    Path folder;

    private @Nullable Process worker;

    @AfterEach
    void endWorker() {
        if (worker != null) {
            worker.destroyForcibly();
        }
    }

    @Test
    void workerConnectsOutWithItsKeyIgnoresInterruptsAndEndsWithItsInput() throws IOException, InterruptedException {
        try (ServerSocket gateway = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Process started = start("--gateway", "http://127.0.0.1:" + gateway.getLocalPort());
            try (Socket session = gateway.accept()) {
                assertThat(request(session))
                        .contains("GET /station/v1/control")
                        .contains("Authorization: Bearer " + KEY);

                assertThat(new ProcessBuilder("kill", "-INT", Long.toString(started.pid()))
                                .start()
                                .waitFor())
                        .isZero();
                assertThat(started.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();

                started.getOutputStream().close();
                assertThat(started.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(started.exitValue()).isZero();
            assertThat(Files.readString(folder.resolve("worker.log"))).doesNotContain(KEY);
        }
    }

    @Test
    void wrongArgumentsAreExplained() throws IOException, InterruptedException {
        Process started = start("--gateway", "http://127.0.0.1:1/path");
        assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("worker.log")))
                .contains("--gateway is an origin")
                .contains("usage: sim-worker");
    }

    private Process start(String... gateway) throws IOException {
        Process started = ChildJvm.start(
                SimWorker.class,
                folder.resolve("worker.log"),
                gateway[0],
                gateway[1],
                "--data",
                folder.resolve("data").toString());
        worker = started;
        started.getOutputStream().write((KEY + "\n").getBytes(StandardCharsets.UTF_8));
        started.getOutputStream().flush();
        return started;
    }

    private static String request(Socket session) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(session.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
            head.append(line).append('\n');
            line = reader.readLine();
        }
        return head.toString();
    }
}
