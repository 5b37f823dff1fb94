package dev.parley.rosbridge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.rosbridge.commissioning.Check;
import dev.parley.rosbridge.commissioning.CheckResult;
import dev.parley.rosbridge.motion.MonotonicTime;
import dev.parley.rosbridge.standin.Until;
import dev.parley.rosbridge.wire.RosbridgeClient;
import dev.parley.rosbridge.wire.RosbridgeSettings;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The same with the rosbridge of its makers, rospy and a ROS 1 master: set PARLEY_ROSBRIDGE_SOURCE to its checkout (src/test/python/rosbridge.sh). */
@Tag("slow")
@EnabledIfEnvironmentVariable(named = "PARLEY_ROSBRIDGE_SOURCE", matches = ".+")
class RealRosbridgeTest {
    @TempDir
    Path folder;

    private Process ros;
    private RosbridgeClient link;
    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        ros = new ProcessBuilder(
                        "sh",
                        "src/test/python/rosbridge.sh",
                        System.getenv("PARLEY_ROSBRIDGE_SOURCE"),
                        folder.resolve("ros").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(ros.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).startsWith("ROSBRIDGE ");
        URI uri = URI.create("ws://127.0.0.1:" + line.substring(10));
        AgentSettings settings = TestSettings.at(folder, uri, UnaryOperator.identity());
        link = RosbridgeClient.connect(
                RosbridgeSettings.of(uri, settings.bridge().version()), System::nanoTime);
        rig = Rig.open(settings, link, folder.resolve("robot"), MonotonicTime.SYSTEM, Clock.systemUTC());
        rig.attach(new LocalSide() {
            @Override
            public Optional<String> motionObstacle() {
                return Optional.empty();
            }

            @Override
            public void requireReset(String why) {
                throw new AssertionError(why);
            }

            @Override
            public Optional<String> operator() {
                return Optional.of("Ada");
            }
        });
        Until.so(
                "everything tells",
                Duration.ofSeconds(60),
                () -> rig.interlocks().obstacle().isEmpty());
        Until.so("the camera shows", () -> rig.cameras().getFirst().obstacle().isEmpty());
    }

    @AfterEach
    void end() throws IOException {
        rig.close();
        link.close();
        ros.getOutputStream().close();
    }

    @Test
    void topicsAreAsTheSettingsSay() throws Exception {
        try (TopicCheck topics = new TopicCheck(link, TopicCheck.of(rig.settings())).start()) {
            Until.so("looked at", () -> topics.problem().isEmpty());
        }
    }

    @Test
    void episodeRunsToItsEnd() throws Exception {
        try (StandInServer policy = new StandInServer(Dialect.OPENPI, Fields.empty(), Lab::onwards)) {
            FakeRun run = new FakeRun(
                    EpisodeId.parse(UUID.randomUUID().toString()),
                    Lab.spec(EpisodeSpec.newBuilder(), 20),
                    Files.createDirectories(folder.resolve("episode")));
            TableSet table = new TableSet();
            Thread.ofVirtual().start(() -> {
                try {
                    Until.so("the table is wanted", table::isWanted);
                    table.set("Ada");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            double before = rig.drive().arm().history().newest().orElseThrow().positions()[0];
            new RobotEpisode(
                            rig,
                            run,
                            URI.create("http://127.0.0.1:" + policy.url().getPort()),
                            table,
                            (target, camera) -> LivePictures.NONE)
                    .run();
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_STEP_LIMIT);
            assertThat(rig.drive().arm().history().newest().orElseThrow().positions()[0])
                    .isGreaterThan(before + 0.1);
        }
    }

    @Test
    void twentyStopsACutLinkAndAFaceAreSeen() throws Exception {
        ExaminationDesk desk = new ExaminationDesk(rig);
        for (Check check : new Check[] {Check.STOPS, Check.LINK_CUT, Check.FACE_MAX_Y, Check.POWER_CUT}) {
            assertThat(desk.start(check, "Ada", "")).startsWith("ok");
            Until.so(check.word(), Duration.ofMinutes(2), () -> {
                rig.hold().beat();
                return !desk.isRunning();
            });
            CheckResult result = rig.book().result(check).orElseThrow();
            System.err.println(check.word() + ": " + result.note() + " " + result.measured());
            assertThat(result.passed()).as(result.note()).isTrue();
        }
    }
}
