package dev.parley.sim.uploaded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.policy.onnx.TinyNetwork;
import dev.parley.sim.policy.PolicyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    private static final List<SandboxWire.Given> STATE = List.of(new SandboxWire.Given("state", false, List.of(6)));
    private static final Duration LOAD = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private Path folder;

    @BeforeEach
    void nameItsFolder() {
        folder = data.resolve("sandbox");
    }

    private Sandbox open(byte[] network, Duration infer, int memoryMib) throws IOException {
        Path file = data.resolve("network.onnx");
        Files.write(file, network);
        return Sandbox.open(
                file, STATE, "action", new SandboxLimits(LOAD, infer, Duration.ofMinutes(5), memoryMib), folder);
    }

    private static List<byte[]> state(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(24);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return List.of(bytes.array());
    }

    @Test
    void networkAnswersFromAProcessOfItsOwnWhichEndsWithItsEpisode() throws Exception {
        long pid;
        try (Sandbox sandbox = open(TinyNetwork.firstFive(), LONG, 512)) {
            assertThat(sandbox.ask(state(1, 2, 3, 4, 5, 6))).containsExactly(1, 2, 3, 4, 5);
            assertThat(sandbox.ask(state(0, 0, 0, 0, 9, 0))).containsExactly(0, 0, 0, 0, 9);
            pid = sandbox.pid();
            assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
            assertThat(ProcessHandle.of(pid)).isPresent();
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void nothingOfTheWorkersEnvironmentIsPassedOn() throws Exception {
        try (Sandbox sandbox = open(TinyNetwork.firstFive(), LONG, 512)) {
            Path environment = Path.of("/proc/" + sandbox.pid() + "/environ");
            List<String> names =
                    List.of(Files.readString(environment, StandardCharsets.ISO_8859_1)
                                    .split("\0"))
                            .stream()
                            .map(line -> line.replaceAll("=.*", ""))
                            .toList();
            assertThat(names)
                    .contains("CLASSPATH")
                    .isSubsetOf("CLASSPATH", "MALLOC_ARENA_MAX", "PWD", "OLDPWD", "SHLVL", "_");
        }
    }

    @Test
    void networkWithoutAnEndIsEndedWhenItsTimeIsUp() throws Exception {
        try (Sandbox sandbox = open(TinyNetwork.endless(), Duration.ofMillis(700), 512)) {
            assertThatThrownBy(() -> sandbox.ask(state(1)))
                    .isInstanceOf(PolicyException.class)
                    .hasMessage("The network failed. It gave no answer within 700 ms");
            assertThat(ProcessHandle.of(sandbox.pid()).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    @Test
    void networkThatWantsMoreMemoryThanItMayHaveIsEnded() throws Exception {
        try (Sandbox sandbox = open(TinyNetwork.hungry(1L << 32), LONG, 512)) {
            assertThatThrownBy(() -> sandbox.ask(state(1)))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageStartingWith("The network failed");
        }
        try (Sandbox sandbox = open(TinyNetwork.hungry(1_200L << 20), LONG, 512)) {
            assertThatThrownBy(() -> sandbox.ask(state(1)))
                    .as("within the addresses that a JVM needs, and beyond what it may hold")
                    .isInstanceOf(PolicyException.class);
        }
    }

    @Test
    void networkThatUsesLittleMemoryIsLeftAlone() throws Exception {
        try (Sandbox sandbox = open(TinyNetwork.hungry(64 << 20), LONG, 512)) {
            assertThat(sandbox.ask(state(1))).hasSize(5);
        }
    }

    @Test
    void fileThatIsNoNetworkIsAFaultOfThePolicyInASentence() {
        assertThatThrownBy(() -> open("no network".getBytes(StandardCharsets.US_ASCII), LONG, 512))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith("The network does not load: ");
        assertThat(folder).doesNotExist();
    }

    @Test
    void outputThatIsNotThereIsAFaultOfThePolicy() throws Exception {
        byte[] other = new TinyNetwork()
                .input("state", TinyNetwork.FLOAT, 1, 6)
                .node("Identity", List.of("state"), List.of("something"))
                .output("something", TinyNetwork.FLOAT, 1, 6)
                .toBytes();
        try (Sandbox sandbox = open(other, LONG, 512)) {
            assertThatThrownBy(() -> sandbox.ask(state(1)))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("action");
        }
    }

    @Test
    void answerThatIsFarTooLongIsNotTaken() throws Exception {
        try (Sandbox sandbox = open(TinyNetwork.wide(65_537), LONG, 512)) {
            assertThatThrownBy(() -> sandbox.ask(state(1)))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("at most 65536");
        }
        try (Sandbox sandbox = open(TinyNetwork.wide(65_536), LONG, 512)) {
            assertThat(sandbox.ask(state(1))).hasSize(65_536);
        }
    }

    @Test
    void processThatDiesIsAFaultOfThePolicy() throws Exception {
        try (Sandbox sandbox = open(TinyNetwork.firstFive(), LONG, 512)) {
            ProcessHandle.of(sandbox.pid()).orElseThrow().destroyForcibly();
            assertThatThrownBy(() -> sandbox.ask(state(1)))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("Its process ended");
        }
    }
}
