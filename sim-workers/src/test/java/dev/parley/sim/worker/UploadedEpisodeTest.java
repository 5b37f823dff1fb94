package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.policy.onnx.TinyNetwork;
import dev.parley.sim.policy.FreedRows;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.uploaded.FilesOfAPlatform;
import dev.parley.sim.uploaded.PlatformFiles;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.NumberType;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.UploadedPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes in which a simulator runs what somebody uploaded. */
class UploadedEpisodeTest {

    private static SimulatedScene scene;

    @TempDir
    Path data;

    private FilesOfAPlatform platform;

    @BeforeAll
    static void openScene() {
        scene = SimulatedScene.open("blocks-and-bowls");
    }

    @AfterAll
    static void closeScene() {
        scene.close();
    }

    @BeforeEach
    void start() throws IOException {
        platform = new FilesOfAPlatform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private static EpisodeSpec spec(int steps, UploadedPolicy policy) {
        return Specs.redInBlue("random", 11)
                .setMaxSteps(steps)
                .setPolicy(PolicyReference.newBuilder()
                        .setName("theirs")
                        .setDigest("ab".repeat(32))
                        .setUploaded(policy))
                .build();
    }

    private PlatformFiles files(long mostBytes) {
        return new PlatformFiles(
                platform.origin(), FilesOfAPlatform.KEY, data.resolve("files"), mostBytes, Clock.systemUTC());
    }

    private FakeRun run(UploadedPolicy policy) throws Exception {
        return run(policy, PlatformFiles.MOST_BYTES);
    }

    private FakeRun run(UploadedPolicy policy, long mostBytes) throws Exception {
        FakeRun run = new FakeRun(spec(4, policy), Files.createDirectories(data.resolve("episode")));
        try (PolicyShelf policies = new PoliciesByUpload(
                new CarriedPolicies(SceneDescription.load("blocks-and-bowls")), files(mostBytes))) {
            new EpisodeAttempt(
                            scene,
                            policies,
                            (target, width, height) -> {
                                throw new AssertionError("Live video was not asked for");
                            },
                            new ManualTime(),
                            () -> "test profile",
                            false,
                            SecondLook.NONE)
                    .run(run);
        }
        Path sandboxes = data.resolve("files/running");
        if (Files.exists(sandboxes)) {
            assertThat(sandboxes).as("folders of sandboxes").isEmptyDirectory();
        }
        return run;
    }

    private void isThePolicysFault(FakeRun run, String sentence) {
        assertThat(run.finished().state()).isEqualTo(EpisodeState.EPISODE_STATE_ABORTED);
        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_POLICY_FAULT);
        assertThat(run.finished().detail().orElse("")).contains(sentence);
        assertThat(run.finished().judgement()).as("counted as not done").isPresent();
    }

    private void isThePlatformsFault(FakeRun run) {
        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_PLATFORM_FAULT);
        assertThat(run.finished().judgement()).as("censored").isEmpty();
    }

    @Test
    void uploadedNetworkSeesWhatItDeclaredAndItsActionsAreCarriedOut() throws Exception {
        FakeRun run = run(platform.holding(TinyNetwork.firstFive()).build());

        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STEP_LIMIT);
        assertThat(run.steps).hasSize(4);
        assertThat(run.steps.get(0).getActionCommandedList())
                .as("what it does is what it feels")
                .isEqualTo(run.steps.get(0).getStateList().subList(0, 5));
        assertThat(platform.asked).containsExactly("/file-0 Bearer " + FilesOfAPlatform.KEY);
    }

    @Test
    void networkThatTakesPictureBodyAndWordsRunsAsItDoesWhenItIsCarried() throws Exception {
        UploadedPolicy policy = platform.holding(FreedRows.carried("tabletop-bc"))
                .clearInputs()
                .addInputs(FilesOfAPlatform.input("image", "camera", NumberType.NUMBER_TYPE_UINT8, 64, 64, 3))
                .addInputs(FilesOfAPlatform.input("proprioception", "state", NumberType.NUMBER_TYPE_FLOAT32, 6))
                .addInputs(FilesOfAPlatform.input("sentence", "instruction", NumberType.NUMBER_TYPE_FLOAT32, 384))
                .setMemoryMib(768)
                .build();
        FakeRun run = run(policy);
        FakeRun carried = carried();

        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STEP_LIMIT);
        for (int i = 0; i < 4; i++) {
            assertThat(run.steps.get(i).getActionCommandedList())
                    .isEqualTo(carried.steps.get(i).getActionCommandedList());
        }
    }

    private FakeRun carried() throws Exception {
        EpisodeSpec spec = Specs.redInBlue("tabletop-bc", 11).setMaxSteps(4).build();
        FakeRun run = new FakeRun(spec, Files.createDirectories(data.resolve("carried")));
        try (PolicyShelf policies = new CarriedPolicies(SceneDescription.load("blocks-and-bowls"))) {
            new EpisodeAttempt(
                            scene,
                            policies,
                            (target, width, height) -> LiveView.NONE,
                            new ManualTime(),
                            () -> "test profile",
                            false,
                            SecondLook.NONE)
                    .run(run);
        }
        return run;
    }

    @Test
    void chunksAreCarriedOutUpToTheHorizon() throws Exception {
        FakeRun run = run(
                platform.holding(TinyNetwork.always(0.01f, 3, 5)).setHorizon(2).build());
        assertThat(run.steps).hasSize(4);
        assertThat(run.steps.get(3).getActionCommandedList()).containsOnly((double) 0.01f);
    }

    @Test
    void whatTheNetworkDoesWrongEndsTheEpisodeAsItsFault() throws Exception {
        isThePolicysFault(
                run(platform.holding(TinyNetwork.always(Float.NaN, 1, 5)).build()),
                "an action that is not finite: NaN");
        isThePolicysFault(
                run(platform.holding(TinyNetwork.wide(4)).build()), "gave 4 numbers, which are no actions of 5 each");
        isThePolicysFault(
                run(platform.holding(TinyNetwork.always(0, 1, 5)).setHorizon(2).build()),
                "gave 1 actions; it was declared to give at least 2");
        isThePolicysFault(
                run(platform.holding(TinyNetwork.endless())
                        .setInferTimeoutMs(500)
                        .build()),
                "It gave no answer within 500 ms");
        isThePolicysFault(run(platform.holding(TinyNetwork.hungry(1L << 32)).build()), "The network failed");
        isThePolicysFault(
                run(platform.holding("no network".getBytes(StandardCharsets.US_ASCII))
                        .build()),
                "The network does not load");
    }

    @Test
    void fileThatCannotBeHadIsNotThePolicysFault() throws Exception {
        UploadedPolicy there = platform.holding(TinyNetwork.firstFive()).build();
        isThePlatformsFault(run(there.toBuilder().setPath("/gone").build()));
        isThePlatformsFault(run(there.toBuilder().setSha256("ab".repeat(32)).build()));
        isThePlatformsFault(
                run(there.toBuilder().setSizeBytes(there.getSizeBytes() - 1).build()));
        isThePlatformsFault(run(there, there.getSizeBytes() - 1));
        platform.close();
        isThePlatformsFault(run(there));
    }

    @Test
    void fileIsFetchedOnceAndAgainWhenWhatIsKeptIsNotItAnyMore() throws Exception {
        UploadedPolicy policy = platform.holding(TinyNetwork.firstFive()).build();
        run(policy);
        run(policy);
        assertThat(platform.asked).hasSize(1);

        Path kept = data.resolve("files").resolve(policy.getSha256() + ".onnx");
        byte[] changed = Files.readAllBytes(kept);
        changed[changed.length - 1] ^= 1;
        Files.write(kept, changed);
        FakeRun run = run(policy);
        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STEP_LIMIT);
        assertThat(platform.asked).hasSize(2);
    }

    @Test
    void filesThatWereNotUsedForLongestMakeRoom() throws Exception {
        UploadedPolicy first = platform.holding(TinyNetwork.firstFive()).build();
        UploadedPolicy second = platform.holding(TinyNetwork.always(0, 1, 5)).build();
        long room = first.getSizeBytes() + second.getSizeBytes() - 1;
        run(first, room);
        run(second, room);
        run(second, room);
        assertThat(platform.asked).hasSize(2);
        assertThat(data.resolve("files").resolve(first.getSha256() + ".onnx")).doesNotExist();
        run(first, room);
        assertThat(platform.asked).hasSize(3);
    }

    @Test
    void whatTheStationCannotShowOrDoesNotRunIsDeclined() {
        SceneDescription description = SceneDescription.load("blocks-and-bowls");
        CarriedPolicies carried = new CarriedPolicies(description);
        Capabilities capabilities =
                StationCapabilities.of(List.of(OfferedScene.of(description.id())), carried.capabilities(), false);
        SpecCheck running = new SpecCheck(
                List.of(description),
                capabilities.toBuilder().setRunsUploadedPolicies(true).build());
        UploadedPolicy policy = platform.holding(TinyNetwork.firstFive()).build();

        assertThat(running.violations(spec(4, policy))).isEmpty();
        assertThat(new SpecCheck(List.of(description), capabilities).violations(spec(4, policy)))
                .containsExactly("This station runs no uploaded policies");
        assertThat(running.violations(
                        spec(4, policy.toBuilder().setActionWidth(7).build())))
                .containsExactly("The policy gives 7 numbers for an action; scene blocks-and-bowls takes 5");
        for (var wrong : List.of(
                FilesOfAPlatform.input("a", "truth", NumberType.NUMBER_TYPE_FLOAT32, 6),
                FilesOfAPlatform.input("a", "state", NumberType.NUMBER_TYPE_FLOAT32, 7),
                FilesOfAPlatform.input("a", "state", NumberType.NUMBER_TYPE_UINT8, 6),
                FilesOfAPlatform.input("a", "state:0:7", NumberType.NUMBER_TYPE_FLOAT32, 7),
                FilesOfAPlatform.input("a", "camera", NumberType.NUMBER_TYPE_FLOAT32, 64, 64),
                FilesOfAPlatform.input("a", "camera", NumberType.NUMBER_TYPE_FLOAT32, 64, 513, 3),
                FilesOfAPlatform.input("a", "instruction", NumberType.NUMBER_TYPE_FLOAT32, 383))) {
            assertThat(running.violations(
                            spec(4, policy.toBuilder().addInputs(wrong).build())))
                    .singleElement()
                    .asString()
                    .startsWith("Scene blocks-and-bowls cannot show a policy");
        }
        carried.close();
    }
}
