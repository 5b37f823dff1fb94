package dev.parley.rosbridge.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.rosbridge.standin.SimulatedArm;
import dev.parley.rosbridge.standin.Until;
import dev.parley.rosbridge.wire.RosVersion;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.StopLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that goes wrong ends in a named reason and no further motion. */
class FaultsTest {
    private static final int MANY = 1000;

    @TempDir
    Path folder;

    private static void runs(Lab lab, FakeRun run) throws InterruptedException {
        Until.so("it runs", () -> run.steps.size() > 4 && lab.robot.motions().size() > 4);
    }

    @Test
    void policyThatGivesNoNumberIsAtFaultAndNothingMoves() throws Exception {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            try (Lab lab = Lab.open(folder, RosVersion.ROS_1, UnaryOperator.identity(), seen -> {
                float[] actions = new float[20];
                java.util.Arrays.fill(actions, bad);
                return Fields.empty().with("actions", new Array(NumpyArray.ofFloats(actions, 4, 5)));
            })) {
                FakeRun run = lab.run(10);
                lab.whole(run);
                assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_POLICY_FAULT);
                assertThat(lab.robot.motions()).isEmpty();
            }
        }
    }

    @Test
    void policyWithAnotherWidthIsAtFaultAndNothingMoves() throws Exception {
        try (Lab lab = Lab.open(folder, RosVersion.ROS_1, UnaryOperator.identity(), seen -> Lab.chunk(seen, 0.03, 7))) {
            FakeRun run = lab.run(10);
            lab.whole(run);
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_POLICY_FAULT);
            assertThat(run.ended().detail())
                    .hasValueSatisfying(why -> assertThat(why).contains("7 numbers"));
            assertThat(lab.robot.motions()).isEmpty();
        }
    }

    @Test
    void policyThatFailsInWordsIsAtFault() throws Exception {
        try (Lab lab = Lab.open(folder, RosVersion.ROS_1, UnaryOperator.identity(), seen -> {
            throw new IllegalStateException("no gripper");
        })) {
            FakeRun run = lab.run(10);
            lab.whole(run);
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_POLICY_FAULT);
            assertThat(run.ended().detail())
                    .hasValueSatisfying(
                            why -> assertThat(why).contains("no gripper").doesNotContain("secret"));
        }
    }

    @Test
    void commandThatRestsOnAnOldObservationMovesNothing() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            lab.policy.behave((peer, request, reply) -> {
                Thread.sleep(600);
                peer.binary(reply);
            });
            FakeRun run = lab.run(8);
            lab.whole(run);
            assertThat(run.steps).hasSize(8);
            // A busy machine may make others late, too, so no number of motions is exact.
            assertThat(lab.robot.motions())
                    .as("the first of each chunk came too late")
                    .hasSizeBetween(1, 6);
            for (int first : new int[] {0, 4}) {
                assertThat(run.steps.get(first).getActionApplied(0))
                        .isCloseTo(run.steps.get(first).getState(0), org.assertj.core.api.Assertions.within(1e-9));
            }
        }
    }

    @Test
    void policyThatNeverAnswersLeavesAnArmAtRestAndAStopEndsTheWaiting() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            CountDownLatch asked = new CountDownLatch(3);
            lab.policy.behave((peer, request, reply) -> {
                asked.countDown();
                if (asked.getCount() > 0) {
                    peer.binary(reply);
                }
            });
            FakeRun run = lab.run(MANY);
            Thread episode = lab.begin(run);
            asked.await();
            lab.rests(Duration.ofSeconds(1));
            long stopped = System.nanoTime();
            run.stop();
            episode.join();
            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(3));
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_STOPPED_BY_STAFF);
        }
    }

    @Test
    void policyServerThatGoesAwayIsNobodysFault() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(MANY);
            Thread episode = lab.begin(run);
            runs(lab, run);
            lab.policy.close();
            episode.join();
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_PLATFORM_FAULT);
            lab.rests(Duration.ofMillis(500));
        }
    }

    @Test
    void stopThatComesInMotionEndsItAndIsSeenToHave() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(MANY);
            Thread episode = lab.begin(run);
            runs(lab, run);
            run.stop();
            body(lab).stop(StopLevel.STOP_LEVEL_CONTROLLED_STOP);
            assertThat(lab.robot.arm().moves()).isFalse();
            episode.join();
            lab.rests(Duration.ofSeconds(1));
            assertThat(lab.robot.stops()).isPositive();
        }
    }

    private static RobotBody body(Lab lab) {
        return new RobotBody(
                lab.rig,
                lab.gateway(),
                (target, camera) -> LivePictures.NONE,
                new TopicCheck(lab.rig.link(), List.of()));
    }

    @Test
    void leaseThatRunsOutHoldsTheArmAndItGoesOnWhenItIsBack() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(60);
            Thread episode = lab.begin(run);
            runs(lab, run);
            run.mayMove = false;
            lab.rests(Duration.ofMillis(800));
            int before = run.steps.size();
            run.mayMove = true;
            Until.so("it goes on", () -> run.steps.size() > before + 4);
            run.stop();
            episode.join();
        }
    }

    @Test
    void stopButtonThatIsPressedEndsTheEpisodeAndWantsACode() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(MANY);
            Thread episode = lab.begin(run);
            runs(lab, run);
            lab.robot.buttonPressed = true;
            episode.join();
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_STOPPED_BY_STAFF);
            assertThat(lab.resets).isNotEmpty();
            assertThat(body(lab).hardwareStopPressed()).isTrue();
            lab.rests(Duration.ofMillis(500));
        }
    }

    @Test
    void stopButtonThatIsSilentHolds() throws Exception {
        holds(lab -> lab.robot.buttonSilent = true, lab -> lab.robot.buttonSilent = false, "stop button is silent");
    }

    @Test
    void enablingDeviceThatIsLetGoHolds() throws Exception {
        holds(lab -> lab.robot.enableHeld = false, lab -> lab.robot.enableHeld = true, "enabling device");
    }

    @Test
    void jointStatesThatAreSilentHold() throws Exception {
        holds(lab -> lab.robot.statesSilent = true, lab -> lab.robot.statesSilent = false, "joints");
    }

    @Test
    void jointStatesThatAreLateHold() throws Exception {
        holds(
                lab -> lab.robot.statesLate = Duration.ofMillis(700),
                lab -> lab.robot.statesLate = Duration.ZERO,
                "joints");
    }

    @Test
    void cameraThatIsSilentHolds() throws Exception {
        holds(lab -> lab.robot.cameraSilent = true, lab -> lab.robot.cameraSilent = false, "Camera main");
    }

    @Test
    void robotThatIsTooHotHolds() throws Exception {
        holds(lab -> lab.robot.celsius = 61, lab -> lab.robot.celsius = 40, "61 °C");
    }

    @Test
    void networkThatStallsForTwoSecondsHoldsAndNothingThatWasHeldUpMovesTheArm() throws Exception {
        stalls(Duration.ofSeconds(2));
    }

    @Test
    @Tag("slow")
    void networkThatStallsForTwentySecondsHoldsAndNothingThatWasHeldUpMovesTheArm() throws Exception {
        stalls(Duration.ofSeconds(20));
    }

    private void stalls(Duration howLong) throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(MANY);
            Thread episode = lab.begin(run);
            runs(lab, run);
            lab.robot.frozen = true;
            Until.so("the arm is halted", () -> lab.rig.drive().halted().isPresent());
            int motions = lab.robot.motions().size();
            Until.so("the arm rests", () -> !lab.robot.arm().moves());
            double[] rests = lab.robot.arm().positions();
            Until.stays("it rests", howLong, () -> Math.abs(lab.robot.arm().positions()[0] - rests[0]) < 0.02);
            run.stop();
            lab.robot.thaw();
            episode.join();
            lab.rests(Duration.ofSeconds(1));
            assertThat(lab.robot.droppedAsLate.get())
                    .as("every command that was under way is over when it arrives")
                    .isEqualTo(lab.robot.motions().size() - motions);
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_STOPPED_BY_STAFF);
        }
    }

    @Test
    void serverThatDiesLeavesAnArmThatRestsByItself() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(MANY);
            Thread episode = lab.begin(run);
            runs(lab, run);
            int port = lab.robot.die();
            lab.rests(Duration.ofSeconds(1));
            lab.robot.restart(port);
            int before = run.steps.size();
            Until.so("it goes on", () -> run.steps.size() > before + 4);
            run.stop();
            episode.join();
        }
    }

    @Test
    void robotWhoseClockIsSetHasAnEpisodeThatGoesOn() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(MANY);
            Thread episode = lab.begin(run);
            runs(lab, run);
            for (Duration jump : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
                lab.robot.clockSet = jump;
                int before = run.steps.size();
                Until.so("it goes on", () -> run.steps.size() > before + 5);
            }
            run.stop();
            episode.join();
        }
    }

    @Test
    void armThatIgnoresTheStopIsNeverReportedAtRestAndTakesNoWork() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(MANY);
            Thread episode = lab.begin(run);
            runs(lab, run);
            // Another program leads it on one long segment, in which it hears nothing, and on the way it goes:
            // where it turned round it would stand for a moment.
            lab.robot.deafToStops = true;
            lab.robot.leadByOther(List.of(new SimulatedArm.Point(6, new double[] {1, 0.3, 1.2, 0.2})));
            run.stop();
            RobotBody body = body(lab);
            assertThatThrownBy(() -> body.stop(StopLevel.STOP_LEVEL_CONTROLLED_STOP))
                    .hasMessageContaining("not seen to stand");
            episode.join();
            assertThat(lab.resets).isNotEmpty();
            assertThat(lab.rig.journal().interrupted())
                    .hasValueSatisfying(open -> assertThat(open.words()).contains("not seen to come to rest"));
            ConsoleWords words = new ConsoleWords(lab.rig, lab.table, new ExaminationDesk(lab.rig));
            assertThat(words.answer(List.of("looked", "Ada")))
                    .hasValueSatisfying(no -> assertThat(no).startsWith("no"));
            Until.so("it rests", () -> !lab.robot.arm().moves());
            Until.so(
                    "looked at",
                    () -> words.answer(List.of("looked", "Ada")).orElseThrow().startsWith("ok"));
            assertThat(lab.rig.journal().interrupted()).isEmpty();
        }
    }

    @Test
    void armThatSomebodyElseMovesIsNoticedWhileNobodyLeadsIt() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            assertThat(lab.rig.interlocks().obstacle()).isEmpty();
            // Whoever leans on it does so until the time has passed in which an arm may come to rest.
            Until.so("noticed", () -> {
                lab.robot.arm().push(0, 0.01);
                return lab.rig.foreign().obstacle().isPresent();
            });
            Until.so("told", () -> !lab.resets.isEmpty());
        }
    }

    private interface Deed {
        void to(Lab lab);
    }

    private void holds(Deed begins, Deed ends, String why) throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(MANY);
            Thread episode = lab.begin(run);
            runs(lab, run);
            begins.to(lab);
            Until.so("halted", () -> lab.rig.drive().halted().isPresent());
            // A busy machine may make a command late in the same moment, and then that is what halted it.
            Until.so(
                    "it says why",
                    () -> Stream.of(
                                    lab.rig.drive().halted(),
                                    lab.rig.interlocks().obstacle(),
                                    lab.rig.cameras().getFirst().obstacle())
                            .flatMap(Optional::stream)
                            .anyMatch(said -> said.contains(why)));
            lab.rests(Duration.ofMillis(800));
            assertThat(run.result).as("it only holds").isEmpty();
            ends.to(lab);
            int before = run.steps.size();
            Until.so("it goes on", () -> run.steps.size() > before + 4);
            run.stop();
            episode.join();
            assertThat(lab.resets).isEmpty();
        }
    }
}
