package dev.parley.rosbridge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.rosbridge.standin.StandInRobot;
import dev.parley.rosbridge.standin.Until;
import dev.parley.rosbridge.wire.RosVersion;
import dev.parley.station.ArtifactFile;
import dev.parley.station.v1.Box;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.SafetyEnvelope;
import dev.parley.station.v1.StepRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole episodes with the stand-in robot behind a real WebSocket. */
class RobotEpisodeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(RosVersion.class)
    void episodeIsRunRecordedAndEndsAtRest(RosVersion version) throws Exception {
        UnaryOperator<String> settings =
                text -> version == RosVersion.ROS_1 ? text : text.replace("\"ros\": 1", "\"ros\": 2");
        try (Lab lab = Lab.open(folder, version, settings, Lab::onwards)) {
            FakeRun run = lab.run(16);
            lab.whole(run);

            assertThat(run.states).containsExactly("resetting", "ready", "running");
            assertThat(run.ended().state()).isEqualTo(EpisodeState.EPISODE_STATE_TRUNCATED);
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_STEP_LIMIT);
            assertThat(run.ended().detail())
                    .hasValueSatisfying(words -> assertThat(words).contains("commands were shortened"));
            assertThat(run.steps).hasSize(16);
            assertThat(lab.robot.arm().positions()[0]).as("it went to the left").isGreaterThan(0.1);
            assertThat(run.ended().artifacts())
                    .extracting(ArtifactFile::name)
                    .contains("main.mp4", "start-main.png", "end-main.png", "safety.json")
                    .allSatisfy(
                            name -> assertThat(run.directory().resolve(name)).isNotEmptyFile());
            assertThat(run.conditions)
                    .extracting(Condition::getName)
                    .contains("reset", "calibration", "object-set", "light", "driver", "urdf", "gripper", "operator");
            assertThat(run.conditions)
                    .as("who it was is nobody's business")
                    .noneMatch(each -> each.getText().contains("Ada"));
            assertThat(lab.robot.gripper).as("the gripper was opened").isEqualTo(0.08);
            assertThat(lab.robot.motions())
                    .as("never more than 300 ms ahead")
                    .allSatisfy(command -> assertThat(command.lengthS()).isLessThanOrEqualTo(0.3));
            assertThat(Files.readString(folder.resolve("robot/motion.log")))
                    .contains("begins episode " + run.episodeId())
                    .contains("still episode " + run.episodeId());
            lab.rests(Duration.ofMillis(500));
            assertThat(lab.resets).isEmpty();
        }
    }

    @Test
    void whatWasCommandedStandsBesideWhatWasApplied() throws Exception {
        try (Lab lab = Lab.open(folder, RosVersion.ROS_1, UnaryOperator.identity(), seen -> Lab.chunk(seen, 0.6, 5))) {
            FakeRun run = lab.run(6);
            lab.whole(run);

            assertThat(run.steps).anySatisfy(step -> {
                assertThat(step.getActionCommanded(0)).isGreaterThan(step.getActionApplied(0) + 0.1);
            });
            JsonNode safety = new ObjectMapper()
                    .readTree(run.directory().resolve("safety.json").toFile());
            assertThat(safety.path("clamped_share").asDouble()).isGreaterThan(0.5);
            assertThat(safety.path("clamped_by").path("JOINT_STEP").asInt()).isPositive();
            assertThat(safety.path("seen_still_at_end").asBoolean()).isTrue();
        }
    }

    @Test
    void toolNeverLeavesItsWorkspaceHoweverLongThePolicyPulls() throws Exception {
        try (Lab lab = Lab.open(folder, RosVersion.ROS_1, UnaryOperator.identity(), seen -> Lab.chunk(seen, 0.1, 5))) {
            FakeRun run = lab.run(40);
            lab.whole(run);
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_STEP_LIMIT);
            double y =
                    lab.rig.chain().tool(lab.robot.arm().positions()).position().y();
            assertThat(y).isBetween(0.27, 0.305);
        }
    }

    @Test
    void placeThatIsKeptOutOfEndsTheEpisodeByThePolicysDoing() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(
                    100,
                    EpisodeSpec.newBuilder()
                            .setEnvelope(SafetyEnvelope.newBuilder()
                                    .addKeepOut(Box.newBuilder()
                                            .setMinXM(0.3)
                                            .setMaxXM(0.6)
                                            .setMinYM(0.1)
                                            .setMaxYM(0.3)
                                            .setMinZM(0.05)
                                            .setMaxZM(0.7))));
            lab.whole(run);
            assertThat(run.ended().state()).isEqualTo(EpisodeState.EPISODE_STATE_ABORTED);
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_ENVELOPE);
            lab.rests(Duration.ofMillis(300));
        }
    }

    @Test
    void scriptedResetMovesOnlyAfterAPersonHeldTheKey() throws Exception {
        UnaryOperator<String> scripted =
                text -> text.replace("\"poses\": []", "\"poses\": [[0.4, 0.3, 1.2, 0.2], [0, 0.3, 1.2, 0.2]]");
        try (Lab lab = Lab.open(folder, RosVersion.ROS_1, scripted, Lab::onwards)) {
            FakeRun run = lab.run(4);
            Thread episode = lab.begin(run);
            Until.stays(
                    "nothing moves",
                    Duration.ofMillis(700),
                    () -> lab.robot.motions().isEmpty());
            long held = System.nanoTime();
            while (lab.robot.motions().isEmpty()) {
                lab.rig.hold().beat();
                Thread.sleep(30);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - held)).isGreaterThan(Duration.ofMillis(900));
            episode.join();
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_STEP_LIMIT);
            assertThat(run.conditions)
                    .contains(Condition.newBuilder()
                            .setName("reset")
                            .setText("scripted")
                            .build());
        }
    }

    @Test
    void scriptedResetIsUnderTheSameLease() throws Exception {
        UnaryOperator<String> scripted =
                text -> text.replace("\"poses\": []", "\"holdToStart\": false, \"poses\": [[0.6, 0.3, 1.2, 0.2]]");
        try (Lab lab = Lab.open(folder, RosVersion.ROS_1, scripted, Lab::onwards)) {
            FakeRun run = lab.run(4);
            run.mayMove = false;
            Thread episode = lab.begin(run);
            Until.stays(
                    "nothing moves",
                    Duration.ofMillis(600),
                    () -> lab.robot.motions().isEmpty());
            run.mayMove = true;
            Until.so("it moves", () -> lab.robot.motions().size() > 2);
            run.stop();
            episode.join();
            assertThat(run.ended().reason()).isEqualTo(EndReason.END_REASON_STOPPED_BY_STAFF);
            assertThat(run.states).containsExactly("resetting");
            lab.rests(Duration.ofMillis(300));
        }
    }

    @Test
    void robotThatSplicesNoTrajectoriesIsLedOneAtATime() throws Exception {
        UnaryOperator<String> patient = text -> text.replace("\"trajectory\":", "\"replaces\": false, \"trajectory\":");
        try (Lab lab = Lab.open(folder, RosVersion.ROS_1, patient, Lab::onwards)) {
            lab.robot.dropsSecond = true;
            FakeRun run = lab.run(8);
            lab.whole(run);
            assertThat(run.steps).hasSize(8);
            assertThat(lab.robot.arm().positions()[0]).isGreaterThan(0.1);
        }
    }

    @Test
    void stepsTellInferenceChunkAndFrame() throws Exception {
        try (Lab lab = Lab.open(folder)) {
            FakeRun run = lab.run(10);
            lab.whole(run);
            assertThat(run.steps).extracting(StepRecord::getChunk).contains(0, 1, 2);
            assertThat(run.steps).extracting(StepRecord::getIndexInChunk).contains(0, 1, 2, 3);
            assertThat(run.steps)
                    .allSatisfy(step -> assertThat(step.getStateList()).hasSize(5));
            assertThat(run.steps.getLast().getFrame(0)).isGreaterThan(3);
            assertThat(StandInRobot.JOINTS).hasSize(4);
        }
    }
}
