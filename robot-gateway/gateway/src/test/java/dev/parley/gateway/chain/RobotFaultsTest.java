package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.result.Judge;
import dev.parley.core.result.Results;
import dev.parley.core.result.Sample;
import dev.parley.core.result.Tally;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.gateway.relay.RelaySettings;
import dev.parley.policy.link.StandInServer;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong around a robot behind the whole platform ends in a named reason, and its joints are measured to rest. What the policy did
 * counts as not done; what robot, network or platform did counts nowhere.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = RelaySettings.class, restrictToAnnotatedClass = true)
@Tag("slow")
class RobotFaultsTest {
    private static final int MANY = 600;
    private static final int FEW = 12;

    /** The last chunk that arrived, a hold after 1.5 s without the platform, and the 300 ms that an arm is told at most. */
    private static final Duration LONGEST_WITHOUT_PLATFORM = Duration.ofMillis(2200);

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @Inject
    Lab lab;

    @Inject
    RobotRig rig;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    Results results;

    @Inject
    ArtifactStore artifacts;

    private final String scene = RobotRig.scene();

    @Test
    void whateverThePolicyDoesWrongIsNamedCountsAsNotDoneAndMovesNothingMore() throws Exception {
        try (RobotPolicy server = new RobotPolicy();
                RobotProcess robot = rig.robot(Lab.gateway(), scene, MANY)) {
            String policy = rig.policy(server.server.url(), scene);
            CountDownLatch over = new CountDownLatch(1);
            StandInServer.Behaviour late = (peer, asked, reply) -> {
                over.await();
                peer.binary(reply);
            };
            List<Wrong> all = List.of(
                    new Wrong("late", "no answer in time", late, RobotPolicy.Answers.ONWARDS),
                    new Wrong("never", "no answer in time", (peer, asked, reply) -> {}, RobotPolicy.Answers.ONWARDS),
                    new Wrong("twice", "answered twice", RobotFaultsTest::twice, RobotPolicy.Answers.ONWARDS),
                    new Wrong("stack trace", "", StandInServer.Behaviour.WELL, RobotPolicy.Answers.TRACEBACK),
                    new Wrong("no number", "", StandInServer.Behaviour.WELL, RobotPolicy.Answers.NOT_A_NUMBER));
            int fault = 0;
            for (Wrong wrong : all) {
                AssignmentData running = rig.running(robot, policy, scene);

                server.server.behave(wrong.behaviour());
                server.give(wrong.answers());

                EpisodeData ended = ended(running);
                over.countDown();
                server.server.behave(StandInServer.Behaviour.WELL);
                server.give(RobotPolicy.Answers.ONWARDS);
                robot.staysAtRest(LOOK);
                assertThat(ended.state()).as(wrong.name()).isEqualTo(EpisodeState.ABORTED);
                assertThat(ended.endReason()).as(wrong.name()).contains(EndReason.POLICY_FAULT);
                assertThat(ended.endDetail())
                        .as(wrong.name())
                        .hasValueSatisfying(why ->
                                assertThat(why).contains(wrong.words()).doesNotContain("secret", "Traceback", "File"));
                int faults = ++fault;
                Lab.until("it counts: " + wrong.name(), () -> tally().counts().episodes() == faults);
                Tally tally = tally();
                assertThat(tally.counts().successes()).isZero();
                assertThat(tally.censored()).isZero();
            }
        }
    }

    private record Wrong(String name, String words, StandInServer.Behaviour behaviour, RobotPolicy.Answers answers) {}

    private static void twice(StandInServer.Peer peer, Object asked, byte[] reply) throws IOException {
        peer.binary(reply);
        peer.binary(reply);
    }

    @Test
    void robotThatIsCutOffWhileItsTableIsSetIsLostAndNeverBegins() throws Exception {
        try (RobotPolicy server = new RobotPolicy();
                StallingProxy way = new StallingProxy(Lab.gateway());
                RobotProcess robot = rig.robot(way.uri(), scene, MANY)) {
            AssignmentData offered = rig.offered(robot, rig.policy(server.server.url(), scene), scene);
            lab.episode(offered.id(), "resetting", it -> it.state() == EpisodeState.RESETTING);

            cut(way);
            EpisodeData lost = lost(offered);
            // The person beside it knows nothing of the network.
            robot.say("table Ada");
            robot.staysAtRest(LOOK);

            assertThat(robot.robot.motions()).as("nothing ever moved").isEmpty();
            assertThat(lost.endReason()).contains(EndReason.CONTACT_LOST);
            back(way, robot);
            assertThat(robot.robot.motions()).isEmpty();
            Lab.until("it is censored", () -> tally().censored() == 1);
        }
    }

    @Test
    void robotThatIsCutOffInMotionStopsByItselfIsLostAndNeverGoesOn() throws Exception {
        try (RobotPolicy server = new RobotPolicy();
                StallingProxy way = new StallingProxy(Lab.gateway());
                RobotProcess robot = rig.robot(way.uri(), scene, MANY)) {
            AssignmentData running = rig.running(robot, rig.policy(server.server.url(), scene), scene);

            long at = System.nanoTime();
            cut(way);
            robot.atRest();

            assertThat(Duration.ofNanos(System.nanoTime() - at)).isLessThan(LONGEST_WITHOUT_PLATFORM);
            EpisodeData lost = lost(running);
            assertThat(lost.state()).isEqualTo(EpisodeState.LOST);
            robot.staysAtRest(LOOK);
            back(way, robot);
            robot.staysAtRest(LOOK);
            assertThat(lab.episode(running.id(), "lost it stays", it -> true).state())
                    .isEqualTo(EpisodeState.LOST);
            Lab.until("it is censored", () -> tally().censored() == 1);
            assertThat(tally().counts().episodes()).isZero();
        }
    }

    @Test
    void robotThatIsCutOffWhileItFinishesHandsInWhatItDidOnceItIsBack() throws Exception {
        try (RobotPolicy server = new RobotPolicy();
                StallingProxy way = new StallingProxy(Lab.gateway());
                RobotProcess robot = rig.robot(way.uri(), scene, FEW)) {
            AssignmentData running = rig.offered(robot, rig.policy(server.server.url(), scene), scene);
            int asked = server.server.requests.size();
            robot.setTable();
            // A step that comes late is one without a motion, so it is not motions that tell.
            Lab.until(
                    "the last command",
                    () -> server.server.requests.size() >= asked + FEW / RobotPolicy.HORIZON
                            && !robot.robot.motions().isEmpty()
                            && robot.robot.commands().getLast().stop());

            cut(way);
            robot.staysAtRest(LOOK);
            assertThat(lab.episode(running.id(), "not told yet", it -> true)
                            .state()
                            .terminal())
                    .isFalse();
            way.pointAt(Lab.gateway());

            EpisodeData ended = ended(running);
            assertThat(ended.state()).isEqualTo(EpisodeState.TRUNCATED);
            assertThat(ended.endReason()).contains(EndReason.STEP_LIMIT);
            Lab.until(
                    "its record has come, too",
                    () -> Lab.await(episodes.attached(running.id()))
                            .containsAll(
                                    List.of("main.mp4", "start-main.png", "end-main.png", "safety.json", "steps.pb")));
            robot.staysAtRest(LOOK);
        }
    }

    @Test
    void liesAboutFenceReplaysAndStepsOutOfOrderChangeNothingOfARunningEpisode() throws Exception {
        try (RobotPolicy server = new RobotPolicy();
                RobotProcess robot = rig.robot(Lab.gateway(), scene, 40)) {
            AssignmentData running = rig.running(robot, rig.policy(server.server.url(), scene), scene);
            EpisodeId id = running.id();
            long fence = running.fence().value();
            try (RawStation liar = new RawStation("/station/v1/telemetry", robot.station.key(), WireEncoding.BINARY)) {
                liar.send(RefusalRig.batch(id, fence + 1, 0, 5));
                assertThat(RefusalRig.refusal(liar)).contains("does not run at this station under fence");
                liar.send(RefusalRig.batch(id, fence, 0, 1));
                assertThat(RefusalRig.ack(liar)).as("a replay is stored once").isPositive();
                liar.send(RefusalRig.batch(id, fence, 500, 3));
                assertThat(RefusalRig.ack(liar)).as("a gap is not stored").isLessThan(500);
            }

            EpisodeData ended = ended(running);

            assertThat(ended.endReason()).contains(EndReason.STEP_LIMIT);
            assertThat(ended.steps()).hasValue(40);
            Lab.until(
                    "its own log has come",
                    () -> Lab.await(episodes.attached(id)).contains("steps.pb"));
            assertThat(artifacts.find(id, running.fence(), "steps.pb")).isPresent();
            robot.staysAtRest(LOOK);
        }
    }

    @Test
    void agentWhoseDayJumpsFinishesWhatItDoesAndTakesNothingOnceItsExaminationIsOld() throws Exception {
        try (RobotPolicy server = new RobotPolicy();
                RobotProcess robot = rig.robot(Lab.gateway(), scene, 60)) {
            String policy = rig.policy(server.server.url(), scene);
            AssignmentData running = rig.running(robot, policy, scene);
            for (Duration ahead : List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(31))) {
                robot.setDay(ahead);
                robot.untilLed();
            }

            EpisodeData ended = ended(running);

            assertThat(ended.endReason()).contains(EndReason.STEP_LIMIT);
            rig.until(robot, "it says why it takes no work", now -> now.fault().isPresent() && !now.takesWork());
            robot.staysAtRest(LOOK);
            robot.setDay(Duration.ZERO);
            rig.until(robot, "it takes work", StationData::takesWork);
        }
    }

    @Test
    void twoSecondsWithoutNetworkHoldTheArmAndTwentyStopItForGood() throws Exception {
        try (RobotPolicy server = new RobotPolicy();
                StallingProxy way = new StallingProxy(Lab.gateway());
                RobotProcess robot = rig.robot(way.uri(), scene, MANY)) {
            AssignmentData running = rig.running(robot, rig.policy(server.server.url(), scene), scene);
            stall(way, robot, Duration.ofSeconds(2));
            robot.untilLed();
            assertThat(episode(running.id()).state()).isEqualTo(EpisodeState.RUNNING);

            long stalled = System.nanoTime();
            way.stall();
            EpisodeData lost = lost(running);
            robot.staysAtRest(Duration.ofSeconds(20).minusNanos(System.nanoTime() - stalled));
            way.release();

            Lab.until("it is back", () -> robot.say("status").startsWith("ok online"));
            robot.staysAtRest(LOOK);
            assertThat(lost.state()).isEqualTo(EpisodeState.LOST);
            assertThat(lost.endReason().orElseThrow().cause()).isNotEqualTo(EndReason.Cause.POLICY);
            Lab.until("it is censored", () -> tally().censored() == 1);
            assertThat(tally().counts().episodes()).isZero();
        }
    }

    /** For so long; the arm rests until the network is back. */
    private static void stall(StallingProxy way, RobotProcess robot, Duration howLong) {
        long began = System.nanoTime();
        way.stall();
        robot.atRest();
        robot.staysAtRest(howLong.minusNanos(System.nanoTime() - began));
        way.release();
    }

    /** Every connection ends, and nothing listens where it was. */
    private static void cut(StallingProxy way) {
        way.pointAt(NOWHERE);
        way.cut();
    }

    /** It finds the platform again and hands over what it holds. */
    private void back(StallingProxy way, RobotProcess robot) {
        way.pointAt(Lab.gateway());
        Lab.until("it is back", () -> robot.say("status").startsWith("ok online"));
        Lab.until("it hands over", () -> robot.say("status").contains("held 0"));
    }

    private EpisodeData ended(AssignmentData running) {
        return lab.episode(running.id(), "ended", it -> it.state().terminal());
    }

    /** Sweeps as the scheduler does. */
    private EpisodeData lost(AssignmentData assignment) {
        Lab.until("lost", () -> {
            Lab.await(assignments.sweep());
            return episode(assignment.id()).state() == EpisodeState.LOST;
        });
        return episode(assignment.id());
    }

    private EpisodeData episode(EpisodeId id) {
        return Lab.await(episodes.find(id)).orElseThrow();
    }

    private Tally tally() {
        return Lab.await(results.tallies(
                        new Sample(StationKind.REAL_ROBOT, Judge.OPERATOR, Optional.of(scene), Optional.empty())))
                .getFirst();
    }
}
