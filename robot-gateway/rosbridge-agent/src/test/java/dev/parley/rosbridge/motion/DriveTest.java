package dev.parley.rosbridge.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriveTest {
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration WATCHDOG = Duration.ofMillis(300);

    private final SteppedArm arm = new SteppedArm(0, 0);
    private final Drive drive = new Drive(arm, DriveSettings.USUAL, arm);
    private Optional<String> obstacle = Optional.empty();
    private final MotionWatch watch = new MotionWatch(drive, () -> obstacle);

    private void lead(int times) {
        for (int i = 0; i < times; i++) {
            double[] at = drive.commanded().orElseThrow();
            assertThat(drive.lead(new double[] {at[0] + 0.05, 0}, PERIOD)).isTrue();
            arm.pass(PERIOD);
        }
    }

    private void begin() {
        drive.open(SteppedArm.licence(), WATCHDOG);
        assertThat(drive.engage()).isPresent();
        arm.beside = watch::look;
    }

    @Test
    void nothingIsSentWithoutALicence() {
        assertThat(drive.lead(new double[] {1, 1}, PERIOD)).isFalse();
        assertThatThrownBy(drive::engage).isInstanceOf(IllegalStateException.class);
        assertThat(arm.followed).isEmpty();
    }

    @Test
    void licenceThatIsOverOpensNothing() {
        MotionLicence over = new MotionLicence() {
            @Override
            public String what() {
                return "yesterday";
            }

            @Override
            public boolean open() {
                return false;
            }
        };
        assertThatThrownBy(() -> drive.open(over, WATCHDOG)).hasMessageContaining("yesterday");
    }

    @Test
    void onlyOneLeadsTheArm() {
        begin();
        assertThatThrownBy(() -> drive.open(SteppedArm.licence(), WATCHDOG)).hasMessageContaining("already");
    }

    @Test
    void nothingMovesBeforeTheArmIsTakenFromWhereItStands() {
        drive.open(SteppedArm.licence(), WATCHDOG);
        assertThat(drive.lead(new double[] {1, 1}, PERIOD)).isFalse();
        arm.arm.push(0, 1);
        arm.pass(Duration.ofMillis(100));
        assertThat(drive.engage()).as("it moves").isEmpty();
        arm.pass(Duration.ofSeconds(2));
        assertThat(drive.engage().orElseThrow()[0]).isBetween(0.99, 1.01);
    }

    @Test
    void armFollowsAndComesToRestWithinATenthOfASecondOrTwo() throws InterruptedException {
        begin();
        lead(10);
        assertThat(arm.history().rest(arm.nowNs())).isEqualTo(Rest.MOVING);

        drive.halt("enough");

        Stillness still = drive.awaitStill().orElseThrow();
        assertThat(Duration.ofNanos(still.tookNs())).isLessThan(Duration.ofMillis(500));
        assertThat(drive.lead(new double[] {1, 1}, PERIOD))
                .as("halted is halted")
                .isFalse();
        assertThat(drive.halted()).contains("enough");
    }

    @Test
    void standingJustBeforeTheStopIsNotTakenForStandingAfterIt() throws InterruptedException {
        begin();
        arm.deafToStops = true;
        drive.lead(new double[] {0.3, 0}, Duration.ofMillis(300));
        arm.pass(Duration.ofMillis(10));
        drive.halt("at once");
        Stillness still = drive.awaitStill().orElseThrow();
        assertThat(arm.arm.moves()).isFalse();
        assertThat(still.confirmedNs() - still.haltedNs())
                .isGreaterThan(Duration.ofMillis(300).toNanos());
    }

    @Test
    void agentThatDiesLeavesAnArmThatRestsBySoonAfterItsLastTrajectory() {
        begin();
        lead(5);
        double told = drive.commanded().orElseThrow()[0];
        // Nobody looks, nobody says stop.
        arm.beside = () -> {};
        arm.linkUp = false;
        arm.pass(Duration.ofMillis(800));
        double rests = arm.arm.positions()[0];
        assertThat(rests).isBetween(told - 0.05, told + 0.05);
        arm.pass(Duration.ofSeconds(5));
        assertThat(arm.arm.positions()[0]).isBetween(rests - 0.01, rests + 0.01);
    }

    @Test
    void commandThatDoesNotComeHaltsTheArm() {
        begin();
        lead(3);
        long stops = arm.stops;
        arm.pass(WATCHDOG.plusMillis(30));
        assertThat(drive.halted()).contains("no command came in time");
        assertThat(arm.stops).isGreaterThan((int) stops);
    }

    @Test
    void obstacleHaltsTheArmAtOnce() {
        begin();
        lead(3);
        obstacle = Optional.of("somebody came near");
        arm.pass(Duration.ofMillis(25));
        assertThat(drive.halted()).contains("somebody came near");
        obstacle = Optional.empty();
        arm.pass(Duration.ofSeconds(1));
        assertThat(drive.halted()).as("what is gone does not start it again").contains("somebody came near");
    }

    @Test
    void watchThatFailsHaltsTheArm() throws Exception {
        MotionWatch broken = new MotionWatch(drive, () -> {
            throw new IllegalStateException("broken");
        });
        begin();
        lead(1);
        try (broken) {
            broken.start();
            dev.parley.rosbridge.standin.Until.so("halted", () -> drive.halted().isPresent());
        }
        assertThat(drive.halted()).contains("the station's own watch failed");
    }

    @Test
    void linkThatIsGoneHaltsInsteadOfQueueing() {
        begin();
        arm.linkUp = false;
        assertThat(drive.lead(new double[] {0.1, 0}, PERIOD)).isFalse();
        assertThat(drive.halted()).hasValueSatisfying(why -> assertThat(why).contains("connection"));
    }

    @Test
    void armThatDoesNotStopIsNeverCalledStill() throws InterruptedException {
        begin();
        lead(3);
        arm.arm.follow(java.util.List.of(new dev.parley.rosbridge.standin.SimulatedArm.Point(4, new double[] {2, 2})));
        arm.pass(Duration.ofMillis(50));
        int before = arm.stops;
        drive.halt("stop in the middle of one long segment");
        assertThat(drive.awaitStill()).isEmpty();
        assertThat(arm.stops - before).as("it is said again and again").isGreaterThan(4);
    }

    @Test
    void armWhoseStatesAreSilentIsNeverCalledStill() throws InterruptedException {
        begin();
        lead(3);
        arm.statesSilent = true;
        arm.pass(Duration.ofMillis(300));
        drive.halt("silent");
        assertThat(drive.awaitStill()).isEmpty();
    }

    @Test
    void whereATrajectoryDoesNotReplaceTheNextOneWaits() throws InterruptedException {
        Drive patient = new Drive(arm, new DriveSettings(false, Duration.ofMillis(150), Duration.ofSeconds(1)), arm);
        patient.open(SteppedArm.licence(), WATCHDOG);
        patient.engage();
        for (int i = 1; i <= 5; i++) {
            patient.awaitTurn();
            assertThat(arm.arm.busy()).as("the one before is over").isFalse();
            assertThat(patient.lead(new double[] {i * 0.05, 0}, PERIOD)).isTrue();
        }
        arm.pass(Duration.ofSeconds(1));
        assertThat(arm.arm.positions()[0]).isBetween(0.24, 0.26);
    }

    @Test
    void closedDriveSendsStopsAlone() {
        begin();
        lead(2);
        drive.close();
        int before = arm.followed.size();
        assertThat(drive.lead(new double[] {1, 1}, PERIOD)).isFalse();
        assertThat(arm.followed).hasSize(before);
        assertThat(drive.inUse()).isFalse();
    }
}
