package dev.parley.gateway.chain;

import dev.parley.station.ArtifactFile;
import dev.parley.station.Ending;
import dev.parley.station.EpisodeResult;
import dev.parley.station.EpisodeRun;
import dev.parley.station.StationBody;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.JudgeResult;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.SceneJudgement;
import dev.parley.station.v1.StepRecord;
import dev.parley.station.v1.StopLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A body that moves a counter: one step is one more. What it counts comes back as step log and as a recording. */
final class CountingBody implements StationBody {
    private final Capabilities capabilities;
    private final int steps;
    final BlockingQueue<EpisodeRun> started = new LinkedBlockingQueue<>();
    final BlockingQueue<StopLevel> stops = new LinkedBlockingQueue<>();
    final AtomicInteger moved = new AtomicInteger();
    final CountDownLatch mayFinish;
    private volatile List<String> violations = List.of();

    /** @param finishes whether it ends by itself after {@code steps}, or counts on until it is ended */
    CountingBody(Capabilities capabilities, int steps, boolean finishes) {
        this.capabilities = capabilities;
        this.steps = steps;
        mayFinish = new CountDownLatch(finishes ? 0 : 1);
    }

    void refuseWith(String violation) {
        violations = List.of(violation);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<String> violations(EpisodeSpec spec) {
        return violations;
    }

    @Override
    public void run(EpisodeRun run) throws Exception {
        run.resetting();
        run.ready(List.of(
                Condition.newBuilder().setName("light").setNumber(0.5).build(),
                Condition.newBuilder().setName("cloth").setText("grey").build()));
        run.running();
        started.add(run);
        int step = 0;
        while ((step < steps || mayFinish.getCount() > 0) && run.ending().isEmpty()) {
            if (run.mayMove()) {
                moved.incrementAndGet();
                run.record(step(step++));
                run.poster("main", Jpegs.tiny());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        Optional<Ending> ending = run.ending();
        List<ArtifactFile> recordings = List.of(new ArtifactFile("main.mp4", "video/mp4", recording(run)));
        if (ending.isPresent()) {
            run.finish(EpisodeResult.aborted(ending.get(), step, "counting", recordings));
        } else {
            run.finish(new EpisodeResult(
                    EpisodeState.EPISODE_STATE_TERMINATED,
                    EndReason.END_REASON_TASK_DONE,
                    Optional.empty(),
                    Optional.of(SceneJudgement.newBuilder()
                            .setTaskId(run.spec().getTaskId())
                            .setResult(JudgeResult.JUDGE_RESULT_SUCCESS)
                            .setProgress(1)
                            .build()),
                    step,
                    "counting",
                    recordings));
        }
    }

    private static StepRecord step(int step) {
        return StepRecord.newBuilder()
                .setStep(step)
                .setMonoNs(step * 5_000_000L)
                .addState(0.1)
                .addState(0.2)
                .addState(0.3)
                .addState(0.04)
                .addActionCommanded(1)
                .addActionApplied(1)
                .setInferUs(1500)
                .addFrame(step)
                .setProgress(Math.min(1, step / 100.0))
                .addAllNotes(step % 50 == 0 && step < 1000 ? List.of("counting from " + step) : List.of())
                .build();
    }

    private static Path recording(EpisodeRun run) throws IOException {
        Path file = run.directory().resolve("main.mp4");
        byte[] picture = new byte[300_000];
        new java.util.Random(run.spec().getSeed()).nextBytes(picture);
        return Files.write(file, picture);
    }

    @Override
    public byte[] render(RenderRequest request) {
        if (request.getSceneId().equals("nowhere")) {
            throw new IllegalArgumentException("There is no scene nowhere.");
        }
        return new byte[] {(byte) 0x89, 'P', 'N', 'G'};
    }

    @Override
    public void stop(StopLevel level) {
        stops.add(level);
    }
}
