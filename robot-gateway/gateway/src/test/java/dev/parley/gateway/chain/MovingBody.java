package dev.parley.gateway.chain;

import dev.parley.station.ArtifactFile;
import dev.parley.station.EpisodeResult;
import dev.parley.station.EpisodeRun;
import dev.parley.station.StationBody;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.JudgeResult;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.SceneJudgement;
import dev.parley.station.v1.StepRecord;
import dev.parley.station.v1.StopLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Moves by writing a line to a file that nobody else writes: {@code episode number}, the number of each motion. */
final class MovingBody implements StationBody {
    private static final int BYTES_OF_A_STEP = 2000;
    private static final int MOVING_STEP = 10;

    private final Capabilities capabilities;
    private final Path motions;
    private final int steps;
    private final Consumer<KillPoint> reached;

    MovingBody(Capabilities capabilities, Path motions, int steps, Consumer<KillPoint> reached) {
        this.capabilities = capabilities;
        this.motions = motions;
        this.steps = steps;
        this.reached = reached;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<String> violations(EpisodeSpec spec) {
        return List.of();
    }

    @Override
    public void run(EpisodeRun run) throws Exception {
        run.resetting();
        boolean set = move(run, 0);
        if (set) {
            run.ready(List.of());
            run.running();
        }
        int step = 0;
        while (set && step < steps && move(run, step + 1)) {
            run.record(StepRecord.newBuilder()
                    .setStep(step++)
                    .addAllState(java.util.Collections.nCopies(BYTES_OF_A_STEP / Double.BYTES, 1.0))
                    .build());
            if (step == MOVING_STEP) {
                reached.accept(KillPoint.MOVING);
            }
        }
        finish(run, step);
    }

    /** One motion, as soon as it is permitted; false once the episode has to end. */
    private boolean move(EpisodeRun run, int number) throws IOException {
        while (!run.mayMove()) {
            if (run.ending().isPresent()) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        if (number == 0) {
            reached.accept(KillPoint.BEFORE_MOTION);
        }
        Files.writeString(
                motions,
                run.episodeId() + " " + number + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        return run.ending().isEmpty();
    }

    private static void finish(EpisodeRun run, int steps) throws IOException {
        List<ArtifactFile> recordings = List.of(new ArtifactFile(
                "main.mp4", "video/mp4", Files.write(run.directory().resolve("main.mp4"), new byte[10_000])));
        if (run.ending().isPresent()) {
            run.finish(EpisodeResult.aborted(run.ending().get(), steps, "child", recordings));
        } else {
            run.finish(new EpisodeResult(
                    EpisodeState.EPISODE_STATE_TERMINATED,
                    EndReason.END_REASON_TASK_DONE,
                    Optional.empty(),
                    Optional.of(SceneJudgement.newBuilder()
                            .setTaskId(run.spec().getTaskId())
                            .setResult(JudgeResult.JUDGE_RESULT_SUCCESS)
                            .build()),
                    steps,
                    "child",
                    recordings));
        }
    }

    @Override
    public byte[] render(RenderRequest request) {
        throw new IllegalArgumentException("This station draws nothing.");
    }

    @Override
    public void stop(StopLevel level) {
        // It moves only between two questions.
    }
}
