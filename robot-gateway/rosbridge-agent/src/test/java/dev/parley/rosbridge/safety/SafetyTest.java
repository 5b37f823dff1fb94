package dev.parley.rosbridge.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rosbridge.envelope.Envelope;
import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.motion.DriveSettings;
import dev.parley.rosbridge.motion.SteppedArm;
import dev.parley.rosbridge.standin.FakeLink;
import dev.parley.rosbridge.standin.Robots;
import dev.parley.rosbridge.wire.RosTopic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SafetyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RosTopic TOPIC = RosTopic.json("/stop", "std_msgs/Bool");

    private final SteppedArm arm = new SteppedArm(Robots.READY);
    private final FakeLink link = new FakeLink();

    private static ObjectNode bool(boolean value) {
        return JSON.createObjectNode().put("data", value);
    }

    private SwitchSignal signal(SwitchSignal.Kind kind) {
        return new SwitchSignal(link, TOPIC, kind, false, "pressed", "silent", Duration.ofMillis(500), arm);
    }

    @Test
    void switchThatNobodyHeardOfIsAgainstMotion() {
        assertThat(signal(SwitchSignal.Kind.BOOL).obstacle()).contains("silent");
    }

    @Test
    void pressedAndSilentAreBothAgainstMotionAndToldApart() {
        SwitchSignal signal = signal(SwitchSignal.Kind.BOOL);
        link.say(TOPIC, bool(false), arm.nowNs());
        assertThat(signal.obstacle()).isEmpty();

        link.say(TOPIC, bool(true), arm.nowNs());
        assertThat(signal.obstacle()).contains("pressed");
        assertThat(signal.against()).contains("pressed");

        arm.pass(Duration.ofMillis(505));
        assertThat(signal.obstacle()).contains("silent");
        assertThat(signal.against()).isEmpty();
    }

    @Test
    void messageThatIsNoSwitchIsAgainstMotion() {
        SwitchSignal signal = signal(SwitchSignal.Kind.BOOL);
        for (JsonNode odd : new JsonNode[] {
            JSON.createObjectNode(),
            JSON.createObjectNode().put("data", 0),
            JSON.createObjectNode().put("data", "false")
        }) {
            link.say(TOPIC, odd, arm.nowNs());
            assertThat(signal.obstacle()).as("%s", odd).contains("pressed");
        }
    }

    @Test
    void robotStatusHasToBeGoodInEveryPart() {
        SwitchSignal signal = signal(SwitchSignal.Kind.ROBOT_STATUS);
        link.say(TOPIC, status(0, 1, 1, 0), arm.nowNs());
        assertThat(signal.obstacle()).isEmpty();
        for (JsonNode bad : new JsonNode[] {
            status(1, 1, 1, 0),
            status(-1, 1, 1, 0),
            status(0, 0, 1, 0),
            status(0, -1, 1, 0),
            status(0, 1, 0, 0),
            status(0, 1, -1, 0),
            status(0, 1, 1, 1),
            status(0, 1, 1, -1),
            JSON.createObjectNode()
        }) {
            link.say(TOPIC, bad, arm.nowNs());
            assertThat(signal.obstacle()).as("%s", bad).isPresent();
        }
    }

    private static ObjectNode status(int stopped, int powered, int possible, int error) {
        ObjectNode status = JSON.createObjectNode();
        status.putObject("e_stopped").put("val", stopped);
        status.putObject("drives_powered").put("val", powered);
        status.putObject("motion_possible").put("val", possible);
        status.putObject("in_error").put("val", error);
        return status;
    }

    @Test
    void hotRobotRestsUntilItHasCooledByFiveDegrees() {
        RosTopic topic = RosTopic.json("/t", "sensor_msgs/Temperature");
        Thermometer thermometer = new Thermometer(link, topic, 60, Duration.ofSeconds(10), arm);
        assertThat(thermometer.obstacle()).as("not told").isPresent();
        link.say(topic, JSON.createObjectNode().put("temperature", 60.0), arm.nowNs());
        assertThat(thermometer.obstacle()).isEmpty();
        link.say(topic, JSON.createObjectNode().put("temperature", 60.5), arm.nowNs());
        assertThat(thermometer.obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("55"));
        link.say(topic, JSON.createObjectNode().put("temperature", 56.0), arm.nowNs());
        assertThat(thermometer.obstacle()).isPresent();
        link.say(topic, JSON.createObjectNode().put("temperature", 55.0), arm.nowNs());
        assertThat(thermometer.obstacle()).isEmpty();
        arm.pass(Duration.ofSeconds(11));
        assertThat(thermometer.obstacle()).as("silent").isPresent();
    }

    @Test
    void keyIsHeldWhileItRepeats() {
        Hold hold = new Hold(arm);
        assertThat(hold.obstacle()).isPresent();
        for (int i = 0; i < 40; i++) {
            hold.beat();
            arm.pass(Duration.ofMillis(30));
        }
        assertThat(hold.obstacle()).isEmpty();
        assertThat(hold.heldFor()).isGreaterThan(Hold.TO_START);

        arm.pass(Duration.ofMillis(705));

        assertThat(hold.obstacle()).isPresent();
        assertThat(hold.heldFor()).isZero();
        hold.beat();
        assertThat(hold.heldFor()).as("a new hold begins anew").isZero();
        hold.forget();
        assertThat(hold.obstacle()).isPresent();
    }

    @Test
    void armThatMovesByItselfIsSeenUntilAPersonHasLooked() {
        Drive drive = new Drive(arm, DriveSettings.USUAL, arm);
        ForeignMotion foreign = new ForeignMotion(drive, arm.history(), Duration.ofMillis(1500), arm);
        arm.beside = foreign::look;
        arm.pass(Duration.ofSeconds(3));
        assertThat(foreign.obstacle()).isEmpty();

        arm.arm.push(0, 0.3);
        arm.pass(Duration.ofSeconds(4));

        assertThat(foreign.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("nobody here led it"));
        foreign.looked();
        assertThat(foreign.obstacle()).isEmpty();
    }

    @Test
    void armThatAPersonLeadsIsNotForeignButNobodyElseMovesIt() {
        Drive drive = new Drive(arm, DriveSettings.USUAL, arm);
        ForeignMotion foreign = new ForeignMotion(drive, arm.history(), Duration.ofMillis(1500), arm);
        foreign.handGuided(true);
        arm.beside = foreign::look;
        arm.pass(Duration.ofSeconds(3));
        arm.arm.push(0, 0.3);
        arm.pass(Duration.ofSeconds(3));
        assertThat(foreign.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("by hand"));
        foreign.handGuided(false);
        assertThat(foreign.obstacle()).isEmpty();
    }

    @Test
    void armThatIsCarriedOutOfItsWorkspaceIsNoticedWhereItIs() {
        Drive drive = new Drive(arm, DriveSettings.USUAL, arm);
        MeasuredPlace place =
                new MeasuredPlace(new Envelope(Robots.limits(), Robots.chain()), drive, arm.history(), 0.01, 0.15);
        assertThat(place.obstacle()).isEmpty();
        arm.arm.push(0, 1.2);
        arm.pass(Duration.ofSeconds(3));
        assertThat(place.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("outside of its workspace"));
    }

    @Test
    void jointThatDoesNotFollowIsNoticed() {
        Drive drive = new Drive(arm, DriveSettings.USUAL, arm);
        MeasuredPlace place =
                new MeasuredPlace(new Envelope(Robots.limits(), Robots.chain()), drive, arm.history(), 0.01, 0.15);
        drive.open(SteppedArm.licence(), Duration.ofMillis(500));
        drive.engage();
        arm.arm.kill();
        double[] to = Robots.READY.clone();
        for (int i = 0; i < 5; i++) {
            to[0] += 0.1;
            drive.lead(to, Duration.ofMillis(100));
            arm.pass(Duration.ofMillis(100));
        }
        assertThat(place.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("turn does not follow"));
    }

    @Test
    void statesThatDoNotComeKeepTheArmStill() {
        FreshStates fresh = new FreshStates(arm.history(), arm);
        assertThat(fresh.obstacle()).isEmpty();
        arm.statesSilent = true;
        arm.pass(Duration.ofMillis(300));
        assertThat(fresh.obstacle()).isPresent();
    }

    @Test
    void firstReasonOfAllIsTold() {
        assertThat(new Interlocks(java.util.List.of()).obstacle()).isEmpty();
        Hold hold = new Hold(arm);
        assertThat(new Interlocks(java.util.List.of(java.util.Optional::empty, hold)).obstacle())
                .isPresent();
    }

    @Test
    void powerCutThatDoesNotSaySoDidNotHappen() throws Exception {
        PowerCut cut = new PowerCut(link, "/cut");
        link.answer(JSON.createObjectNode().put("success", true));
        cut.cut();
        link.answer(JSON.createObjectNode().put("success", false));
        assertThatThrownBy(cut::cut).hasMessageContaining("not cut");
        link.answer(JSON.createObjectNode());
        assertThatThrownBy(cut::cut).hasMessageContaining("not cut");
    }
}
