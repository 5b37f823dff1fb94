package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.sim.body.Action;
import dev.parley.sim.body.ArmAction;
import dev.parley.sim.policy.GoalNetworks;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.EpisodeResult;
import dev.parley.station.LiveTarget;
import dev.parley.station.privacy.PrivacyMasks;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.JudgeResult;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.StepRecord;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeAttemptTest {

    private static final Action STAY = new Action(0, 0, 0, 0, 1);
    private static SimulatedScene scene;

    @TempDir
    Path folder;

    @BeforeAll
    static void openScene() {
        scene = SimulatedScene.open("blocks-and-bowls");
    }

    @AfterAll
    static void closeScene() {
        scene.close();
    }

    @Test
    void expertDoesTheTaskAndEveryMomentIsRecorded() throws InterruptedException {
        FakeRun run = new FakeRun(Specs.redInBlue("scripted-expert", 5).build(), folder);
        try (CarriedPolicies policies = new CarriedPolicies(SceneDescription.load("blocks-and-bowls"))) {
            attempt(policies, noLiveVideo()).run(run);
        }

        EpisodeResult result = run.finished();
        assertThat(run.states).containsExactly("RESETTING", "READY", "RUNNING", "FINISHED");
        assertThat(result.state()).isEqualTo(EpisodeState.EPISODE_STATE_TERMINATED);
        assertThat(result.reason()).isEqualTo(EndReason.END_REASON_TASK_DONE);
        assertThat(result.judgement().orElseThrow().getResult()).isEqualTo(JudgeResult.JUDGE_RESULT_SUCCESS);
        assertThat(result.steps()).isEqualTo(run.steps.size()).isGreaterThan(10);
        assertThat(run.steps)
                .extracting(step -> step.getFrame(0))
                .isEqualTo(IntStream.range(0, result.steps())
                        .map(k -> 2 * k)
                        .boxed()
                        .toList());
        assertThat(pictures()).isEqualTo(2 * result.steps() + 2 * SimulatedEpisode.SETTLING_ACTIONS + 1);
        assertThat(run.posters).hasSizeGreaterThan(1).allMatch(jpeg -> jpeg.length <= 64 * 1024);
        assertThat(run.conditions).hasSize(scene.description().factors().size());
        assertThat(result.artifacts()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("main.mp4");
            assertThat(file.file()).exists();
        });
    }

    @Test
    void stepTellsWhatWasFeltWhatWasCommandedAndWhatWasApplied() throws InterruptedException {
        FakeRun run = new FakeRun(spec(2).build(), folder);
        attempt(new TestPolicies(seen -> new Action(9, 0, 0, 0, 0)), noLiveVideo())
                .run(run);

        StepRecord step = run.steps.getFirst();
        SceneDescription description = scene.description();
        assertThat(step.getActionCommandedList()).containsExactly(9.0, 0.0, 0.0, 0.0, 0.0);
        assertThat(step.getActionApplied(0)).isLessThanOrEqualTo(ArmAction.MAX_MOVE_M);
        assertThat(step.getStateCount())
                .isGreaterThan(description.proprioception().size());
        assertThat(run.steps.get(1).getMonoNs() - step.getMonoNs()).isEqualTo(100_000_000L);
        assertThat(run.steps.get(1).getState(5)).isZero();
    }

    @Test
    void whatThePolicySaysIsKeptWithTheStepItBelongsTo() throws InterruptedException {
        FakeRun run = new FakeRun(spec(2).build(), folder);
        attempt(new TestPolicies(seen -> STAY, List.of("first the cube", "x".repeat(600))), noLiveVideo())
                .run(run);

        assertThat(run.steps.get(1).getNotesList()).hasSize(2).first().isEqualTo("first the cube");
        assertThat(String.join("", run.steps.get(1).getNotesList())).hasSize(500);
        assertThat(run.finished().familiarity().orElseThrow().getKnown()).isEqualTo(0.25);
        assertThat(run.finished().familiarity().orElseThrow().getUnfamiliar()).isTrue();
    }

    @Test
    void policyThatCannotTellWhatItKnowsSaysNothingAboutIt() throws InterruptedException {
        FakeRun run = new FakeRun(spec(2).build(), folder);
        attempt(new TestPolicies(seen -> STAY), noLiveVideo()).run(run);

        assertThat(run.finished().familiarity()).isEmpty();
    }

    @Test
    void goalImageReachesThePolicyBesideItsWords() throws InterruptedException {
        FakeRun run = new FakeRun(
                spec(1).clearInstruction()
                        .clearTaskId()
                        .setGoalImage(GoalImages.plain(0xFF0000))
                        .build(),
                folder);
        try (Policy policy = GoalNetworks.policy()) {
            attempt(new TestPolicies(policy), noLiveVideo()).run(run);
        }

        assertThat(run.finished().judgement().orElseThrow().getResult()).isEqualTo(JudgeResult.JUDGE_RESULT_NOT_SCORED);
        assertThat(run.steps.getFirst().getActionCommanded(0)).isCloseTo(0.01, within(1e-6));
        assertThat(run.steps.getFirst().getActionCommanded(3)).isCloseTo(0.1, within(1e-6));
    }

    @Test
    void stepLimitTruncatesAndCountsAsNotDone() throws InterruptedException {
        FakeRun run = new FakeRun(spec(3).build(), folder);
        attempt(new TestPolicies(seen -> STAY), noLiveVideo()).run(run);

        assertThat(run.finished().state()).isEqualTo(EpisodeState.EPISODE_STATE_TRUNCATED);
        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STEP_LIMIT);
        assertThat(run.finished().judgement().orElseThrow().getResult()).isEqualTo(JudgeResult.JUDGE_RESULT_FAILURE);
        assertThat(pictures()).isEqualTo(7);
    }

    @Test
    void wallClockLimitTruncates() throws InterruptedException {
        FakeRun run = new FakeRun(spec(100).setMaxWallMs(450).build(), folder);
        attempt(new TestPolicies(seen -> STAY), noLiveVideo()).run(run);

        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_TIME_LIMIT);
        assertThat(run.finished().steps()).isBetween(4, 6);
    }

    @Test
    void withoutTaskNothingIsJudged() throws InterruptedException {
        FakeRun run = new FakeRun(spec(2).clearTaskId().build(), folder);
        attempt(new TestPolicies(seen -> STAY), noLiveVideo()).run(run);

        assertThat(run.finished().judgement().orElseThrow().getResult()).isEqualTo(JudgeResult.JUDGE_RESULT_NOT_SCORED);
        assertThat(run.steps.getFirst().hasProgress()).isFalse();
    }

    @Test
    void policyThatGivesNanEndsTheEpisodeByItsOwnFault() throws InterruptedException {
        FakeRun run = new FakeRun(spec(9).build(), folder);
        attempt(new TestPolicies(seen -> seen.step() < 2 ? STAY : new Action(Double.NaN, 0, 0, 0, 0)), noLiveVideo())
                .run(run);

        assertPolicyFault(run, 2, "finite");
    }

    @Test
    void policyThatGivesTheWrongWidthEndsTheEpisodeByItsOwnFault() throws InterruptedException {
        FakeRun run = new FakeRun(spec(9).build(), folder);
        attempt(
                        new TestPolicies(seen -> {
                            throw new PolicyException("The network must give 5 numbers, it gave 7");
                        }),
                        noLiveVideo())
                .run(run);

        assertPolicyFault(run, 0, "5 numbers, it gave 7");
    }

    @Test
    void sentenceThatThePolicyCannotReadEndsTheEpisodeBeforeItBegins() throws InterruptedException {
        FakeRun run = new FakeRun(
                Specs.redInBlue("scripted-expert", 5)
                        .setInstruction("make me a sandwich")
                        .build(),
                folder);
        try (CarriedPolicies policies = new CarriedPolicies(SceneDescription.load("blocks-and-bowls"))) {
            attempt(policies, noLiveVideo()).run(run);
        }

        assertThat(run.states).containsExactly("RESETTING", "FINISHED");
        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_POLICY_FAULT);
        assertThat(run.finished().artifacts()).isEmpty();
    }

    @Test
    void policyThatDoesNotLoadIsAFaultOfTheStation() throws InterruptedException {
        FakeRun run = new FakeRun(
                spec(5).setPolicy(PolicyReference.newBuilder()
                                .setName("tabletop-x")
                                .setDigest("00"))
                        .build(),
                folder);
        try (CarriedPolicies policies = new CarriedPolicies(SceneDescription.load("blocks-and-bowls"))) {
            attempt(policies, noLiveVideo()).run(run);
        }

        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STATION_FAULT);
        assertThat(run.finished().detail().orElseThrow()).isEqualTo("The station could not load the policy");
    }

    @Test
    void stopInMidEpisodeHoldsTheNextActionBackAndKeepsTheRecording() throws InterruptedException {
        FakeRun run = new FakeRun(spec(50).build(), folder).stoppedAt(4);
        attempt(new TestPolicies(seen -> STAY), noLiveVideo()).run(run);

        assertThat(run.finished().state()).isEqualTo(EpisodeState.EPISODE_STATE_ABORTED);
        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STOPPED_BY_ASKER);
        assertThat(run.finished().judgement()).isEmpty();
        assertThat(run.finished().steps()).isEqualTo(4);
        assertThat(pictures()).isEqualTo(10);
    }

    @Test
    void whileMotionIsOnHoldTheWorldStandsStillAndThenGoesOn() throws InterruptedException {
        FakeRun run = new FakeRun(spec(5).build(), folder).heldAt(2, 30);
        attempt(new TestPolicies(seen -> STAY), noLiveVideo()).run(run);

        assertThat(run.finished().steps()).isEqualTo(5);
        assertThat(pictures()).isEqualTo(11);
        assertThat(run.steps.get(3).getMonoNs() - run.steps.get(2).getMonoNs()).isGreaterThan(1_000_000_000L);
    }

    @Test
    void slowMachineStretchesTheEpisodeAndLeavesNothingOut() throws InterruptedException {
        ManualTime time = new ManualTime();
        FakeRun run = new FakeRun(spec(4).build(), folder);
        TestPolicies slow = new TestPolicies(seen -> {
            time.advance(300_000_000L);
            return STAY;
        });
        new EpisodeAttempt(scene, slow, noLiveVideo(), time, () -> "test profile", false, SecondLook.NONE).run(run);

        assertThat(run.steps)
                .extracting(StepRecord::getMonoNs)
                .containsExactly(0L, 350_000_000L, 700_000_000L, 1_050_000_000L);
        assertThat(run.steps).extracting(StepRecord::getInferUs).containsOnly(300_000);
        assertThat(pictures()).isEqualTo(9);
    }

    @Test
    void armWaitsForWhoWatchesAndThatIsNotRecorded() throws InterruptedException {
        List<String> events = new ArrayList<>();
        ManualTime time = new ManualTime();
        FakeRun run = new FakeRun(spec(1).build(), folder)
                .live(new LiveTarget("main", URI.create("http://127.0.0.1:1/whip"), "token"));
        LiveViews views = (target, width, height) -> new LiveView() {
            @Override
            public void show(int[] argb) {
                events.add(run.states.getLast() + " " + time.nowNs() / 1_000_000_000L);
            }

            @Override
            public void close() {
                events.add("closed");
            }
        };
        new EpisodeAttempt(
                        scene,
                        new TestPolicies(seen -> STAY),
                        views,
                        time,
                        () -> "test profile",
                        false,
                        SecondLook.NONE)
                .run(run);

        assertThat(events).startsWith("READY 0").contains("READY 3").endsWith("RUNNING 3", "RUNNING 3", "closed");
        assertThat(run.posterStates)
                .as("whoever plays no video sees a still of each second from the beginning")
                .startsWith("READY", "READY", "READY", "RUNNING");
        assertThat(pictures()).isEqualTo(3);
        assertThat(run.steps.getFirst().getMonoNs()).isZero();
    }

    @Test
    void absentMediaServerCostsNothingButTheLiveVideo() throws InterruptedException, IOException {
        FakeRun run = new FakeRun(spec(5).build(), folder)
                .live(new LiveTarget("main", URI.create("http://127.0.0.1:" + closedPort() + "/whip"), "token"));
        attempt(new TestPolicies(seen -> STAY), new WhipLiveViews(HttpClient.newHttpClient()))
                .run(run);

        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STEP_LIMIT);
        assertThat(pictures()).isEqualTo(11);
    }

    @Test
    void fullDiskIsAFaultOfTheStationAndSaysSo() throws InterruptedException, IOException {
        Files.createSymbolicLink(folder.resolve("main.mp4.part"), Path.of("/dev/full"));
        FakeRun run = new FakeRun(spec(5).build(), folder);
        attempt(new TestPolicies(seen -> STAY), noLiveVideo()).run(run);

        assertThat(run.finished().state()).isEqualTo(EpisodeState.EPISODE_STATE_ABORTED);
        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STATION_FAULT);
        assertThat(run.finished().detail().orElseThrow()).contains("disk may be full");
        assertThat(run.finished().artifacts()).isEmpty();
    }

    @Test
    void whatIsHiddenIsBlackInEveryPictureThatLeavesTheStation() throws Exception {
        List<int[]> live = new ArrayList<>();
        LiveViews views = (target, width, height) -> new LiveView() {
            @Override
            public void show(int[] argb) {
                live.add(argb.clone());
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
        FakeRun run = new FakeRun(spec(2).build(), folder)
                .live(new LiveTarget("main", URI.create("http://127.0.0.1:" + closedPort() + "/"), "token"));
        new EpisodeAttempt(
                        scene,
                        new TestPolicies(seen -> STAY),
                        views,
                        new ManualTime(),
                        () -> "test profile",
                        false,
                        SecondLook.NONE,
                        PrivacyMasks.parse("0,0,0.5,1"))
                .run(run);

        assertThat(live).hasSizeGreaterThan(3).allSatisfy(picture -> {
            assertThat(brightest(picture, 0, 320)).isZero();
            assertThat(brightest(picture, 320, 640)).isGreaterThan(60);
        });
        assertThat(run.posters).isNotEmpty().allSatisfy(jpeg -> {
            BufferedImage poster = ImageIO.read(new ByteArrayInputStream(jpeg));
            int[] picture = poster.getRGB(0, 0, 640, 480, new int[640 * 480], 0, 640);
            // A JPEG's blocks are eight wide, and its black is almost that.
            assertThat(brightest(picture, 0, 312)).isLessThan(12);
            assertThat(brightest(picture, 320, 640)).isGreaterThan(60);
        });
        byte[] png = new Previews(scene, PrivacyMasks.parse("0,0,0.5,1"))
                .draw(RenderRequest.newBuilder()
                        .setSceneId("blocks-and-bowls")
                        .setSeed(3)
                        .build())
                .getPng()
                .toByteArray();
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(png));
        int[] picture = drawn.getRGB(0, 0, 640, 480, new int[640 * 480], 0, 640);
        assertThat(brightest(picture, 0, 320)).isZero();
        assertThat(brightest(picture, 320, 640)).isGreaterThan(60);
    }

    /** The brightest green in these columns of a picture that is 640 wide. */
    private static int brightest(int[] argb, int fromColumn, int toColumn) {
        int most = 0;
        for (int i = 0; i < argb.length; i++) {
            if (i % 640 >= fromColumn && i % 640 < toColumn) {
                most = Math.max(most, argb[i] >> 8 & 0xFF);
            }
        }
        return most;
    }

    private void assertPolicyFault(FakeRun run, int steps, String detail) {
        assertThat(run.finished().state()).isEqualTo(EpisodeState.EPISODE_STATE_ABORTED);
        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_POLICY_FAULT);
        assertThat(run.finished().detail().orElseThrow()).contains(detail);
        assertThat(run.finished().judgement().orElseThrow().getResult()).isEqualTo(JudgeResult.JUDGE_RESULT_FAILURE);
        assertThat(run.finished().steps()).isEqualTo(steps);
        assertThat(pictures()).isEqualTo(2 * steps + 2);
    }

    private static EpisodeSpec.Builder spec(int maxSteps) {
        return Specs.redInBlue("random", 11).setMaxSteps(maxSteps);
    }

    private static EpisodeAttempt attempt(PolicyShelf policies, LiveViews liveViews) {
        return new EpisodeAttempt(
                scene, policies, liveViews, new ManualTime(), () -> "test profile", false, SecondLook.NONE);
    }

    private static LiveViews noLiveVideo() {
        return (target, width, height) -> {
            throw new AssertionError("Live video was not asked for");
        };
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int pictures() {
        return RecordedPictures.count(folder.resolve("main.mp4"));
    }
}
