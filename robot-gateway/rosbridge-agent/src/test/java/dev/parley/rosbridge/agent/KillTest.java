package dev.parley.rosbridge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.rosbridge.standin.Robots;
import dev.parley.rosbridge.standin.StandInRobot;
import dev.parley.rosbridge.standin.Until;
import dev.parley.rosbridge.wire.RosVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The agent's process is killed, as by kill -9, at each point that matters. The arm comes to rest by itself, and the episode never runs again. */
@Tag("slow")
class KillTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(value = MortalAgent.Point.class, mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
    void killedAgentLeavesAnArmAtRestAndMovesNothingTwice(MortalAgent.Point point) throws Exception {
        String episode = UUID.randomUUID().toString();
        try (StandInRobot robot = new StandInRobot(RosVersion.ROS_1, Robots.READY);
                StandInServer policy = new StandInServer(Dialect.OPENPI, Fields.empty(), Lab::onwards)) {
            Process mortal = start(robot, policy, episode, point);
            await(mortal, "AT " + point);
            boolean journalled = journal().contains("begins episode " + episode);
            if (!robot.motions().isEmpty()) {
                assertThat(journalled).as("nothing moves before it is on disk").isTrue();
            }
            assertThat(journalled).isEqualTo(point != MortalAgent.Point.BEFORE_JOURNAL);

            mortal.destroyForcibly().waitFor();

            Until.so(
                    "the arm rests by itself",
                    Duration.ofSeconds(2),
                    () -> !robot.arm().moves());
            double[] rests = robot.arm().positions();
            int moved = robot.motions().size();
            Until.stays(
                    "it stays at rest",
                    Duration.ofSeconds(1),
                    () -> Math.abs(robot.arm().positions()[0] - rests[0]) < 0.01);
            assertThat(moved > 0).isEqualTo(point.compareTo(MortalAgent.Point.MOVING) >= 0);

            Process reborn = start(robot, policy, episode, MortalAgent.Point.NEVER);
            List<String> said = said(reborn);
            if (journalled) {
                assertThat(said).anyMatch(line -> line.startsWith("REFUSED") && line.contains("never does again"));
                assertThat(robot.motions()).as("no motion was made twice").hasSize(moved);
                boolean wasOver = point == MortalAgent.Point.BODY_ENDED;
                assertThat(said.contains("INTERRUPTED " + episode)).isEqualTo(!wasOver);
            } else {
                assertThat(said).as("nothing had begun").contains("DONE");
            }
        }
    }

    private String journal() throws IOException {
        Path file = folder.resolve("robot/motion.log");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private Process start(StandInRobot robot, StandInServer policy, String episode, MortalAgent.Point point)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MortalAgent.class.getName(),
                        folder.toString(),
                        robot.uri().toString(),
                        String.valueOf(policy.url().getPort()),
                        episode,
                        point.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void await(Process process, String line) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String next = lines.readLine(); next != null; next = lines.readLine()) {
            if (next.equals(line)) {
                return;
            }
        }
        throw new AssertionError("the process ended without " + line);
    }

    private static List<String> said(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .toList();
    }
}
