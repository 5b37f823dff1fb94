package dev.parley.rosbridge.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.rosbridge.commissioning.Check;
import dev.parley.rosbridge.commissioning.CheckResult;
import dev.parley.rosbridge.standin.StandInRobot;
import dev.parley.rosbridge.standin.Until;
import dev.parley.rosbridge.wire.RosVersion;
import dev.parley.station.console.LocalConsole;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.Guarantee;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.SafetyEnvelope;
import dev.parley.station.v1.StationKind;
import dev.parley.station.v1.StopLevel;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the platform and the person at the console see of a robot. */
class StationSideTest {
    @TempDir
    Path folder;

    private static RobotBody body(Lab lab, TopicCheck topics) {
        return new RobotBody(lab.rig, lab.gateway(), (target, camera) -> LivePictures.NONE, topics);
    }

    private static void examine(Lab lab) throws Exception {
        for (Check check : Check.values()) {
            lab.rig.book().keep(new CheckResult(check, true, Clock.systemUTC().instant(), "Ada", List.of(), "seen"));
        }
    }

    @Test
    void robotTakesNoWorkBeforeItWasExaminedAndSaysSo() throws Exception {
        try (Lab lab = Lab.open(folder);
                TopicCheck topics = new TopicCheck(lab.rig.link(), TopicCheck.of(lab.rig.settings())).start()) {
            RobotBody body = body(lab, topics);
            Until.so("topics are looked at", () -> topics.problem().isEmpty());
            assertThat(body.unfit()).hasValueSatisfying(why -> assertThat(why).contains("not examined"));
            assertThat(body.capabilities().getStopLevelsList()).doesNotContain(StopLevel.STOP_LEVEL_POWER_CUT);

            examine(lab);

            assertThat(body.unfit()).isEmpty();
            assertThat(body.capabilities().getStopLevelsList()).contains(StopLevel.STOP_LEVEL_POWER_CUT);
            lab.robot.buttonPressed = true;
            Until.so("pressed", () -> body.unfit().isPresent());
            assertThat(body.hardwareStopPressed()).isTrue();
        }
    }

    @Test
    void topicThatIsMisspeltKeepsTheRobotOutOfWork() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            AgentSettings wrong = TestSettings.at(
                    folder, lab.robot.uri(), text -> text.replace("\"/temperature\"", "\"/temperatur\""));
            try (TopicCheck topics = new TopicCheck(lab.rig.link(), TopicCheck.of(wrong)).start()) {
                Until.so("it is named", () -> topics.problem().orElse("").contains("/temperatur;"));
            }
            lab.robot.rosapi = false;
            try (TopicCheck topics = new TopicCheck(lab.rig.link(), TopicCheck.of(wrong)).start()) {
                Until.so("rosapi is missed", () -> topics.problem().orElse("").contains("rosapi"));
            }
        }
    }

    @Test
    void dutyIsTheAgentsOwnAndSaid() throws Exception {
        UnaryOperator<String> rarely = text -> text.replace("\"episodesPerHour\": 20", "\"episodesPerHour\": 1");
        try (Lab lab = Lab.open(folder, RosVersion.ROS_1, rarely, Lab::onwards)) {
            TopicCheck topics = new TopicCheck(lab.rig.link(), List.of()).start();
            Until.so("topics are looked at", () -> topics.problem().isEmpty());
            examine(lab);
            RobotBody body = body(lab, topics);
            assertThat(body.unfit()).isEmpty();
            lab.whole(lab.run(3));
            assertThat(body.unfit()).hasValueSatisfying(why -> assertThat(why).contains("episodes of this hour"));
        }
    }

    @Test
    void capabilitiesAreOfARealRobot() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            Capabilities capabilities = AgentCapabilities.of(lab.rig.settings(), false);
            assertThat(capabilities.getKind()).isEqualTo(StationKind.STATION_KIND_REAL_ROBOT);
            assertThat(capabilities.getReachesRelayedPolicies()).isTrue();
            assertThat(capabilities.getHardwareStopReadable()).isTrue();
            assertThat(capabilities.getEmbodiment().getActionSpace().getKind()).isEqualTo("joint-position-gripper");
            assertThat(capabilities.getEmbodiment().getActionSpace().getVector().getNamesList())
                    .containsExactly("turn", "shoulder", "elbow", "wrist", "gripper");
            assertThat(capabilities
                            .getEmbodiment()
                            .getObservationSpace()
                            .getCameras(0)
                            .getPrivacyMasksCount())
                    .isEqualTo(1);
            assertThat(capabilities.getScenes(0).getSeedable()).isFalse();
        }
    }

    @Test
    void everyReasonAgainstAnOfferIsASentence() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            SpecCheck check = new SpecCheck(lab.rig.settings());
            Capabilities capabilities = AgentCapabilities.of(lab.rig.settings(), false);
            EpisodeSpec good = Lab.spec(EpisodeSpec.newBuilder(), 5);
            assertThat(check.violations(good, capabilities)).isEmpty();
            assertThat(check.violations(
                            good.toBuilder()
                                    .setGuarantee(Guarantee.GUARANTEE_AT_LEAST_ONCE)
                                    .build(),
                            capabilities))
                    .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                    .contains("at most once");
            assertThat(check.violations(good.toBuilder().setSceneId("kitchen").build(), capabilities))
                    .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                    .contains("kitchen");
            assertThat(check.violations(
                            good.toBuilder()
                                    .setPolicy(good.getPolicy().toBuilder().clearRelay())
                                    .build(),
                            capabilities))
                    .hasSize(1);
            assertThat(check.violations(
                            good.toBuilder()
                                    .addConditions(Condition.newBuilder()
                                            .setName("light")
                                            .setNumber(1))
                                    .addRecordCameras("other")
                                    .setEnvelope(SafetyEnvelope.newBuilder().setMaxStepDeltaM(Double.NaN))
                                    .build(),
                            capabilities))
                    .hasSize(3);
            EpisodeSpec.Builder narrow = good.toBuilder();
            narrow.getPolicyBuilder().getRelayBuilder().setActionWidth(7);
            assertThat(check.violations(narrow.build(), capabilities))
                    .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                    .contains("7 numbers");
        }
    }

    @Test
    void maskedPartOfAPictureIsBlackForEverybody() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            byte[] rgb = lab.rig.cameras().getFirst().newest().orElseThrow().rgb();
            for (int y = 0; y < 48; y++) {
                for (int x = 0; x < 16 * 3; x++) {
                    assertThat(rgb[y * 64 * 3 + x]).isZero();
                }
            }
        }
    }

    @Test
    void tableIsShownAsItIsNowMaskedAndNotFromACameraThatIsSilent() throws Exception {
        byte[] grey = new byte[StandInRobot.WIDTH * StandInRobot.HEIGHT * 3];
        Arrays.fill(grey, (byte) 120);
        try (Lab lab = Lab.open(folder)) {
            assertThat(AgentCapabilities.of(lab.rig.settings(), false).getShowsPresent())
                    .isTrue();
            RobotBody body = body(lab, new TopicCheck(lab.rig.link(), List.of()));
            RenderRequest asked = RenderRequest.newBuilder()
                    .setPresent(true)
                    .setCamera("main")
                    .setWidthPx(32)
                    .setHeightPx(24)
                    .build();
            lab.robot.table = Optional.of(grey);
            Until.so("the camera sees it", () -> grey(body.present(asked), 31, 12) == 120);
            assertThat(grey(body.present(asked), 0, 0)).as("masked").isZero();
            assertThatThrownBy(() ->
                            body.present(asked.toBuilder().setCamera("attic").build()))
                    .hasMessageContaining("no camera named attic; it has [main]");
            lab.robot.cameraSilent = true;
            Until.so(
                    "it is silent",
                    () -> lab.rig.cameras().getFirst().obstacle().isPresent());
            assertThatThrownBy(() -> body.present(asked)).hasMessageContaining("shows nothing new");
        }
    }

    private static int grey(byte[] png, int x, int y) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png)).getRGB(x, y) & 0xff;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void checkAtTheConsoleNeedsEverythingThatMotionNeedsAndTheKey() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            ExaminationDesk desk = new ExaminationDesk(lab.rig);
            ConsoleWords words = new ConsoleWords(lab.rig, lab.table, desk);
            lab.obstacle = Optional.of("Motion is not enabled.");
            assertThat(said(words, "check stops Ada")).isEqualTo("no: Motion is not enabled.");
            lab.obstacle = Optional.empty();
            assertThat(said(words, "check dance Ada")).startsWith("no: there is no check dance");
            assertThat(said(words, "check payload-stop Ada")).startsWith("no: say with which load");
            assertThat(said(words, "check")).startsWith("no: say check");

            assertThat(said(words, "check face-max-y Ada")).startsWith("ok hold Enter");
            assertThat(said(words, "check stops Ada")).startsWith("no");
            Until.stays(
                    "nobody holds the key",
                    Duration.ofMillis(500),
                    () -> lab.robot.motions().isEmpty());
            Until.so("it is done", Duration.ofMinutes(1), () -> {
                words.answer(List.of("hold"));
                return !desk.isRunning();
            });
            CheckResult result = lab.rig.book().result(Check.FACE_MAX_Y).orElseThrow();
            assertThat(result.passed()).as(result.note()).isTrue();
            assertThat(said(words, "checks")).contains("face-max-y: passed").contains("stops: not done");
            lab.rests(Duration.ofMillis(300));
        }
    }

    @Test
    void wordsOfTheConsoleSayWhatIsRight() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            ConsoleWords words = new ConsoleWords(lab.rig, lab.table, new ExaminationDesk(lab.rig));
            assertThat(words.answer(List.of("dance"))).isEmpty();
            assertThat(said(words, "table Ada")).startsWith("no: no episode");
            assertThat(said(words, "table")).startsWith("no: say");
            assertThat(said(words, "hand maybe")).startsWith("no: say");
            assertThat(said(words, "hand on")).startsWith("ok");
            assertThat(said(words, "why")).contains("by hand");
            assertThat(said(words, "hand off")).startsWith("ok");
            assertThat(said(words, "why")).contains("not examined");
            Until.so("it is seen to stand", () -> said(words, "looked Ada").startsWith("ok"));
        }
    }

    private static String said(ConsoleWords words, String line) {
        return words.answer(List.of(line.split(" ", -1))).orElseThrow();
    }

    @Test
    void emptyLineOfTheTerminalIsAHeldKey() throws Exception {
        Path socket = folder.resolve(LocalConsole.SOCKET);
        List<String> heard = new ArrayList<>();
        try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(UnixDomainSocketAddress.of(socket));
            Thread station = Thread.ofVirtual().start(() -> {
                try (SocketChannel channel = door.accept();
                        BufferedReader lines =
                                new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        heard.add(line);
                        channel.write(ByteBuffer.wrap("ok\n".getBytes(StandardCharsets.UTF_8)));
                    }
                } catch (java.io.IOException e) {
                    heard.add("gone");
                }
            });
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            AgentConsole.talk(
                    socket,
                    new BufferedReader(new StringReader("present Ada\n\n\n\nstatus\n")),
                    new PrintStream(out, true, StandardCharsets.UTF_8));
            station.join();
            assertThat(heard).containsExactly("present Ada", "hold", "hold", "hold", "status");
            assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(4);
        }
    }

    @Test
    void operatorIsTheSamePersonAndNobodyKnowsWho() throws Exception {
        Path key = folder.resolve("pseudonyms.key");
        String ada = Pseudonyms.open(key).of("Ada");
        assertThat(Pseudonyms.open(key).of(" ada ")).isEqualTo(ada).matches("operator-[0-9a-f]{8}");
        assertThat(Pseudonyms.open(key).of("Bob")).isNotEqualTo(ada);
        assertThat(Pseudonyms.open(folder.resolve("other.key")).of("Ada")).isNotEqualTo(ada);
    }

    @Test
    void numbersOfAnActionGoThereAndBack() {
        Duration over = Duration.ofMillis(100);
        double[] from = {1, 2};
        ActionMapping position = new ActionMapping(AgentSettings.ActionKind.JOINT_POSITION, 2, true);
        assertThat(position.wanted(List.of(3.0, 4.0, 0.5), from, over)).containsExactly(3, 4);
        assertThat(position.applied(List.of(3.0, 4.0, 1.5), from, new double[] {1.1, 2}, over))
                .containsExactly(1.1, 2.0, 1.0);
        assertThat(position.stayed(List.of(3.0, 4.0, 0.5), from)).containsExactly(1.0, 2.0, 0.5);
        ActionMapping velocity = new ActionMapping(AgentSettings.ActionKind.JOINT_VELOCITY, 2, false);
        assertThat(velocity.wanted(List.of(1.0, -1.0), from, over)).containsExactly(1.1, 1.9);
        assertThat(velocity.stayed(List.of(1.0, -1.0), from)).containsExactly(0.0, 0.0);
        assertThat(velocity.refusal(List.of(1.0))).isPresent();
        assertThat(velocity.refusal(List.of(1.0, Double.NaN))).isPresent();
        assertThat(velocity.refusal(List.of(1.0, 2.0))).isEmpty();
    }
}
