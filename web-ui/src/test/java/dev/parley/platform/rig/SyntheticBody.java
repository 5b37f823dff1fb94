package dev.parley.platform.rig;

import com.google.protobuf.ByteString;
import dev.parley.station.ArtifactFile;
import dev.parley.station.Ending;
import dev.parley.station.EpisodeResult;
import dev.parley.station.EpisodeRun;
import dev.parley.station.StationBody;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.ObservationSpace;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.SceneCapability;
import dev.parley.station.v1.StationKind;
import dev.parley.station.v1.StepRecord;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.v1.VectorSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A body that counts. Length and recording of an episode follow from its seed: 4 to 40 steps of 50 ms. Every run is
 * written down at its first motion, apart from the SDK's own journal, so that a test can tell what was really moved.
 */
final class SyntheticBody implements StationBody {
    static final String SCENE = "synthetic-bench";
    static final String POLICY = "synthetic-counter";
    static final int SLOTS = 2;

    private static final String EMBODIMENT = "synthetic-1dof";
    private static final String ACTIONS = "count";
    private static final int FEWEST_STEPS = 4;
    private static final int MOST_STEPS = 40;
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int RECORDING_BYTES = 40_000;
    private static final String DESCRIPTION = """
            {"title": "Synthetic bench", "embodiment": "%s", "controlHz": 20, "horizonSteps": %d,
             "objects": [], "tasks": [], "examples": ["count"]}""".formatted(EMBODIMENT, MOST_STEPS);

    private final Path runs;

    SyntheticBody(Path runs) {
        this.runs = runs;
    }

    static Capabilities announced() {
        return Capabilities.newBuilder()
                .setKind(StationKind.STATION_KIND_SIMULATOR)
                .setEmbodiment(Embodiment.newBuilder()
                        .setName(EMBODIMENT)
                        .setActionSpace(ActionSpace.newBuilder()
                                .setKind(ACTIONS)
                                .setControlHz(20)
                                .setVector(VectorSpace.newBuilder()
                                        .addNames("count")
                                        .addLow(0)
                                        .addHigh(MOST_STEPS)))
                        .setObservationSpace(ObservationSpace.newBuilder()
                                .setState(VectorSpace.newBuilder()
                                        .addNames("count")
                                        .addLow(0)
                                        .addHigh(MOST_STEPS))))
                .addScenes(SceneCapability.newBuilder()
                        .setSceneId(SCENE)
                        .setVersion("1")
                        .setAutomaticReset(true)
                        .setSeedable(true)
                        .setDescriptionJson(ByteString.copyFromUtf8(DESCRIPTION)))
                .addPolicies(PolicyCapability.newBuilder()
                        .setName(POLICY)
                        .setDigest("c0".repeat(32))
                        .setKind("random")
                        .setTitle("Counts")
                        .setDescription("Counts as far as the seed says.")
                        .setAcceptsInstruction(true)
                        .setEmbodiment(EMBODIMENT)
                        .setActionSpaceKind(ACTIONS)
                        .addSceneIds(SCENE))
                .setSlots(SLOTS)
                .addStopLevels(StopLevel.STOP_LEVEL_CONTROLLED_STOP)
                .setSoftware("synthetic 1")
                .build();
    }

    @Override
    public Capabilities capabilities() {
        return announced();
    }

    @Override
    public List<String> violations(EpisodeSpec spec) {
        return spec.getSceneId().equals(SCENE) ? List.of() : List.of("Only " + SCENE + " can be set up here.");
    }

    @Override
    public void run(EpisodeRun run) throws Exception {
        Random seeded = new Random(run.spec().getSeed());
        int steps = FEWEST_STEPS + seeded.nextInt(MOST_STEPS - FEWEST_STEPS + 1);
        run.resetting();
        run.ready(
                List.of(Condition.newBuilder().setName("steps").setNumber(steps).build()));
        run.running();
        int step = 0;
        while (step < steps && run.ending().isEmpty()) {
            if (run.mayMove()) {
                if (step == 0) {
                    writeDown(run);
                }
                run.record(step(step++));
            }
            LockSupport.parkNanos(STEP_NS);
        }
        byte[] recording = new byte[RECORDING_BYTES];
        seeded.nextBytes(recording);
        Path file = Files.write(run.directory().resolve("main.mp4"), recording);
        List<ArtifactFile> artifacts = List.of(new ArtifactFile("main.mp4", "video/mp4", file));
        Optional<Ending> ending = run.ending();
        if (ending.isPresent()) {
            run.finish(EpisodeResult.aborted(ending.get(), step, "synthetic", artifacts));
        } else {
            run.finish(new EpisodeResult(
                    EpisodeState.EPISODE_STATE_TERMINATED,
                    EndReason.END_REASON_TASK_DONE,
                    Optional.empty(),
                    Optional.empty(),
                    step,
                    "synthetic",
                    artifacts));
        }
    }

    /** One short line in one write: what a kill leaves is whole. */
    private void writeDown(EpisodeRun run) throws IOException {
        Files.writeString(
                runs, run.episodeId() + " " + run.fence() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static StepRecord step(int step) {
        return StepRecord.newBuilder()
                .setStep(step)
                .setMonoNs(step * STEP_NS)
                .addState(step)
                .addActionCommanded(step + 1)
                .addActionApplied(step + 1)
                .build();
    }

    @Override
    public byte[] render(RenderRequest request) {
        throw new IllegalArgumentException("A synthetic station has nothing to show.");
    }

    @Override
    public void stop(StopLevel level) {
        // Moves only between two questions whether it may.
    }
}
