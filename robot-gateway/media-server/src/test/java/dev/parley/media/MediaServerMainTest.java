package dev.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The process as the platform sees it: its first line, its end, and what it needs of the machine. */
class MediaServerMainTest {

    @Test
    void printsItsAddressIgnoresInterruptsAndEndsWithItsInput() throws Exception {
        Process process = start(List.of());
        try (RpcClient rpc = new RpcClient(address(process))) {
            interrupt(process);
            rpc.pipeline();
            process.getOutputStream().close();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void stationPublishesWithStandInsWhereTheDesktopLibrariesAreAbsent() throws Exception {
        Process process = start(List.of());
        URI address = address(process);
        try (RpcClient rpc = new RpcClient(address);
                TestPeer viewer = TestPeer.viewer()) {
            String pipeline = rpc.pipeline();
            String publishing = rpc.endpoint(pipeline);
            String watching = rpc.endpoint(pipeline);
            RpcClient.value(rpc.connect(publishing, watching));
            viewer.negotiate(rpc, watching);
            Process station = java(
                    List.of("-Dparley.webrtc.stand-ins=true"), StandInStation.class, address.toString(), publishing);
            try {
                assertThat(viewer.brightness.poll(20, TimeUnit.SECONDS)).isNotNull();
            } finally {
                station.destroyForcibly();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void wrongArgumentEndsItWithTheUsage() throws Exception {
        Process process = start(List.of(), "--port", "70000");
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(errors.readLine()).isEqualTo("--port must be from 0 to 65535, not 70000");
            assertThat(errors.readLine()).startsWith("usage: media-server");
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> jvmArguments, String... arguments) throws IOException {
        return java(jvmArguments, MediaServerMain.class, arguments);
    }

    private static Process java(List<String> jvmArguments, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx64m");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static URI address(Process process) throws Exception {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = CompletableFuture.supplyAsync(() -> {
                    try {
                        return String.valueOf(output.readLine());
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .get(30, TimeUnit.SECONDS);
        assertThat(line).matches("PARLEY-MEDIA-SERVER ws://127\\.0\\.0\\.1:\\d+/kurento");
        return URI.create(line.substring("PARLEY-MEDIA-SERVER ".length()));
    }

    private static void interrupt(Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
        assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
