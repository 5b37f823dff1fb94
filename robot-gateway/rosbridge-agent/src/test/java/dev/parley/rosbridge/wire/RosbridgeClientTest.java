package dev.parley.rosbridge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rosbridge.standin.StandInRobot;
import dev.parley.rosbridge.standin.Until;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosbridgeClientTest {
    private static final RosTopic STATES = RosTopic.json(StandInRobot.STATES, "sensor_msgs/JointState");

    private StandInRobot robot;
    private RosbridgeClient link;

    @BeforeEach
    void connect() throws Exception {
        robot = new StandInRobot(RosVersion.ROS_1, 0, 0, 0, 0);
        link = RosbridgeClient.connect(settings(64 * 1024), System::nanoTime);
        Until.so("connected", link::up);
    }

    private RosbridgeSettings settings(int largestFrame) {
        return new RosbridgeSettings(
                robot.uri(),
                RosVersion.ROS_1,
                Duration.ofSeconds(5),
                Duration.ofMillis(600),
                Duration.ofMillis(300),
                Duration.ofMillis(50),
                largestFrame);
    }

    @AfterEach
    void end() throws IOException {
        link.close();
        robot.close();
    }

    private AtomicInteger counted(RosTopic topic) {
        AtomicInteger count = new AtomicInteger();
        link.subscribe(topic, message -> count.incrementAndGet());
        return count;
    }

    @Test
    void subscriptionsAreSaidAgainAfterEveryCut() throws Exception {
        AtomicInteger states = counted(STATES);
        Until.so("states come", () -> states.get() > 3);
        long before = link.connections();

        robot.dropAll();

        Until.so("connected anew", () -> link.connections() > before);
        int then = states.get();
        Until.so("states come again", () -> states.get() > then + 3);
    }

    @Test
    void deadConnectionOnWhichNothingComesIsGivenUp() throws Exception {
        counted(STATES);
        Until.so("subscribed", () -> robot.subscribed().contains(StandInRobot.STATES));

        robot.frozen = true;

        Until.so("given up", () -> !link.up());
    }

    @Test
    void picturesComeAsCborAndJointStatesWouldNot() throws Exception {
        AtomicInteger pictures = counted(RosTopic.cbor(StandInRobot.CAMERA, "sensor_msgs/Image", Duration.ZERO));
        AtomicInteger states = counted(RosTopic.cbor(StandInRobot.STATES, "sensor_msgs/JointState", Duration.ZERO));

        Until.so("pictures come", () -> pictures.get() > 5);

        assertThat(states).as("rosbridge says nothing at all").hasValue(0);
    }

    @Test
    void serviceThatIsNotThereIsSaidToBe() {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        assertThatThrownBy(() -> link.call("/nope", nothing, Duration.ofSeconds(2)))
                .isInstanceOf(RosFault.class)
                .hasMessageContaining("/nope")
                .hasMessageContaining("does not exist");
    }

    @Test
    void serviceThatNeverAnswersIsGivenUpInTime() throws Exception {
        AtomicInteger states = counted(STATES);
        Until.so("states come", () -> states.get() > 0);
        robot.frozen = true;
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        assertThatThrownBy(() -> link.call("/rosapi/topic_type", nothing, Duration.ofMillis(200)))
                .isInstanceOf(RosFault.class)
                .hasMessageContaining("200 ms");
    }

    @Test
    void rosapiTellsWhatIsMisspelt() throws Exception {
        RosApi api = new RosApi(link);
        assertThat(api.misfit(STATES)).isEmpty();
        assertThat(api.misfit(RosTopic.json("/joint_stats", "sensor_msgs/JointState")))
                .hasValueSatisfying(what -> assertThat(what).contains("/joint_stats"));
        assertThat(api.misfit(RosTopic.json(StandInRobot.STATES, "sensor_msgs/msg/JointState")))
                .hasValueSatisfying(what -> assertThat(what).contains("sensor_msgs/JointState"));
    }

    @Test
    void rubbishIsLeftOutAndTheConnectionGoesOn() throws Exception {
        AtomicInteger states = counted(STATES);
        Until.so("states come", () -> states.get() > 0);

        for (String rubbish :
                List.of("{", "[]", "\"x\"", "null", "{\"op\":7}", "{\"op\":\"publish\"}", "", "[".repeat(5000))) {
            robot.say(rubbish);
        }
        robot.say(new byte[] {(byte) 0x9a, 0x7f, 0, 0, 0});

        int then = states.get();
        Until.so("states still come", () -> states.get() > then + 3);
        assertThat(link.connections()).isEqualTo(1);
    }

    @Test
    void messageThatIsTooLargeEndsTheConnection() throws Exception {
        robot.say("{\"op\":\"publish\",\"topic\":\"/x\",\"msg\":\"" + "a".repeat(70_000) + "\"}");

        Until.so("given up and connected anew", () -> link.connections() > 1);
    }

    @Test
    void commandIsNotKeptForLaterWhereThereIsNoConnection() throws Exception {
        RosTopic topic = RosTopic.json(StandInRobot.COMMAND, "trajectory_msgs/JointTrajectory");
        link.cut(Duration.ofMillis(300));
        Until.so("cut", () -> !link.up());

        boolean sent = link.publish(topic, TrajectoryMessage.stop(RosVersion.ROS_1, List.of("a")));

        assertThat(sent).isFalse();
        Until.so("back", link::up);
        Until.stays(
                "nothing came late",
                Duration.ofMillis(200),
                () -> robot.commands().isEmpty());
    }

    @Test
    void stopGoesAheadAndTakesTheCommandsAway() throws Exception {
        Outbox outbox = new Outbox();
        outbox.put(new Outbox.Letter("publish /a", "move"));
        outbox.put(new Outbox.Letter("subscribe", "other"));
        outbox.put(new Outbox.Letter("publish /a", "move on"));

        outbox.putFirst(new Outbox.Letter("publish /a", "stop"));

        assertThat(outbox.take().text()).isEqualTo("stop");
        assertThat(outbox.take().text()).isEqualTo("other");
    }

    @Test
    void outboxThatNobodyEmptiesTakesNothingMore() {
        Outbox outbox = new Outbox();
        for (int i = 0; i < 64; i++) {
            assertThat(outbox.put(new Outbox.Letter("a", "x"))).isTrue();
        }
        assertThat(outbox.put(new Outbox.Letter("a", "x"))).isFalse();
        assertThat(outbox.putFirst(new Outbox.Letter("b", "stop")))
                .as("a stop always fits")
                .isTrue();
    }

    @Test
    void addressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> RosbridgeSettings.of(java.net.URI.create("http://x:9090"), RosVersion.ROS_1))
                .hasMessageContaining("ws://");
    }
}
