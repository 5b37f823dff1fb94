package dev.parley.rosbridge.commissioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.rosbridge.envelope.Envelope;
import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.motion.DriveSettings;
import dev.parley.rosbridge.motion.MotionWatchForTests;
import dev.parley.rosbridge.motion.SteppedArm;
import dev.parley.rosbridge.safety.FreshStates;
import dev.parley.rosbridge.safety.PowerCut;
import dev.parley.rosbridge.standin.FakeLink;
import dev.parley.rosbridge.standin.Robots;
import dev.parley.rosbridge.standin.SetClock;
import dev.parley.rosbridge.standin.SimulatedArm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every check passes with an arm that behaves, and fails with one that does not. */
class ExaminerTest {
    private static final double[] FROM = {-0.3, 0.3, 1.2, 0.2};
    private static final double[] TO = {0.3, 0.4, 1.1, 0.3};

    private final SteppedArm arm = new SteppedArm(Robots.READY);
    private final Drive drive = new Drive(arm, DriveSettings.USUAL, arm);
    private final FakeLink link = new FakeLink();
    private final FreshStates fresh = new FreshStates(arm.history(), arm);
    private Optional<String> obstacle = Optional.empty();
    private long linkBackNs = Long.MAX_VALUE;

    private CheckResult run(Check check, Optional<PowerCut> power) throws InterruptedException {
        Runnable watch = MotionWatchForTests.look(drive, () -> obstacle.or(fresh::obstacle));
        Runnable before = arm.beside;
        arm.beside = () -> {
            before.run();
            if (arm.nowNs() >= linkBackNs) {
                arm.linkUp = true;
            }
            watch.run();
        };
        link.onCut = away -> {
            arm.linkUp = false;
            linkBackNs = arm.nowNs() + away.toNanos();
        };
        drive.open(SteppedArm.licence(), Duration.ofMillis(300));
        Examiner examiner = new Examiner(
                drive,
                new Envelope(Robots.limits(), Robots.chain()),
                link,
                power,
                () -> obstacle.or(fresh::obstacle),
                new Examination(FROM, TO, Duration.ofMillis(500), Duration.ofMillis(100), arm),
                0.01,
                new SetClock());
        CheckResult result = examiner.run(check, "Ada", "");
        assertThat(drive.halted()).as("whatever happened, the arm is halted").isPresent();
        return result;
    }

    private CheckResult run(Check check) throws InterruptedException {
        return run(check, Optional.empty());
    }

    @Test
    void twentyStopsOfAnArmThatStops() throws InterruptedException {
        CheckResult result = run(Check.STOPS);
        assertThat(result.passed()).as(result.note()).isTrue();
        assertThat(result.measured()).hasSize(20).allMatch(ms -> ms < 500);
        assertThat(result.by()).isEqualTo("Ada");
    }

    @Test
    void armThatIsDeafToStopsAndSomebodyElseLeadsFails() throws InterruptedException {
        arm.deafToStops = true;
        arm.beside = () -> {
            if (arm.stops > 0 && !arm.arm.busy()) {
                arm.arm.follow(List.of(new SimulatedArm.Point(5, TO)));
            }
        };
        assertThat(run(Check.STOPS)).satisfies(result -> {
            assertThat(result.passed()).isFalse();
            assertThat(result.note()).isNotBlank();
        });
    }

    @Test
    void armThatDoesNotMoveAtAllPassesNothing() throws InterruptedException {
        arm.arm.kill();
        assertThat(run(Check.STOPS)).satisfies(result -> {
            assertThat(result.passed()).isFalse();
            assertThat(result.note()).contains("did not move");
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "FACE_.*")
    void everyFaceIsReachedAndKept(Check face) throws InterruptedException {
        CheckResult result = run(face);
        assertThat(result.passed()).as(result.note()).isTrue();
        assertThat(result.measured())
                .singleElement()
                .satisfies(mm -> assertThat(mm).isBetween(-8.0, 10.0));
    }

    @Test
    void linkThatIsCutLeavesTheArmWhereItsLastTrajectoryEnded() throws InterruptedException {
        CheckResult result = run(Check.LINK_CUT);
        assertThat(result.passed()).as(result.note()).isTrue();
    }

    @Test
    void armThatGoesOnAfterTheCutFails() throws InterruptedException {
        arm.beside = () -> {
            if (!arm.linkUp && !arm.arm.busy()) {
                arm.arm.follow(List.of(new SimulatedArm.Point(1, new double[] {1.5, 0.3, 1.2, 0.2})));
            }
        };
        assertThat(run(Check.LINK_CUT).passed()).isFalse();
    }

    @Test
    void controllerThatIsKilledAndBackLeavesTheArmAtRest() throws InterruptedException {
        long killNs = arm.nowNs() + Duration.ofSeconds(3).toNanos();
        arm.beside = () -> {
            if (arm.nowNs() > killNs
                    && arm.nowNs() < killNs + Duration.ofSeconds(4).toNanos()) {
                arm.statesSilent = true;
                arm.arm.kill();
            } else if (arm.statesSilent) {
                arm.statesSilent = false;
                arm.arm.revive();
            }
        };
        CheckResult result = run(Check.CONTROLLER_KILL);
        assertThat(result.passed()).as(result.note()).isTrue();
    }

    @Test
    void controllerThatNobodyKillsIsNoCheck() throws InterruptedException {
        assertThat(run(Check.CONTROLLER_KILL)).satisfies(result -> {
            assertThat(result.passed()).isFalse();
            assertThat(result.note()).contains("Nobody killed");
        });
    }

    @Test
    void keyThatIsLetGoEndsTheCheck() throws InterruptedException {
        long letGoNs = arm.nowNs() + Duration.ofSeconds(2).toNanos();
        arm.beside = () -> obstacle =
                arm.nowNs() > letGoNs ? Optional.of("Nobody holds the key at the local console.") : Optional.empty();
        assertThat(run(Check.STOPS)).satisfies(result -> {
            assertThat(result.passed()).isFalse();
            assertThat(result.note()).contains("Nobody holds the key");
        });
    }

    @Test
    void powerCutIsSeenToCut() throws InterruptedException {
        link.answer(new ObjectMapper().createObjectNode().put("success", true));
        link.onCall = arm.arm::cutPower;
        CheckResult result = run(Check.POWER_CUT, Optional.of(new PowerCut(link, "/cut")));
        assertThat(result.passed()).as(result.note()).isTrue();
    }

    @Test
    void powerCutThatSaysYesAndDoesNothingFails() throws InterruptedException {
        link.answer(new ObjectMapper().createObjectNode().put("success", true));
        CheckResult result = run(Check.POWER_CUT, Optional.of(new PowerCut(link, "/cut")));
        assertThat(result.passed()).isFalse();
        assertThat(result.note()).contains("still be led");
    }

    @Test
    void powerCutThatIsNotWiredFails() throws InterruptedException {
        assertThat(run(Check.POWER_CUT).passed()).isFalse();
    }
}
