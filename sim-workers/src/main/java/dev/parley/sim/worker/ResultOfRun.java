package dev.parley.sim.worker;

import dev.parley.sim.task.Judgement;
import dev.parley.station.ArtifactFile;
import dev.parley.station.Ending;
import dev.parley.station.EpisodeResult;
import dev.parley.station.EpisodeRun;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.JudgeResult;
import dev.parley.station.v1.SceneJudgement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns what the loop brought into what the platform is told. Causes stay apart: a fault of the policy counts as not done; what
 * somebody stopped or the station spoilt is no result of the policy and gets no judgement.
 */
final class ResultOfRun {

    private final EpisodeRun run;
    private final Supplier<String> executionProfile;

    ResultOfRun(EpisodeRun run, Supplier<String> executionProfile) {
        this.run = run;
        this.executionProfile = executionProfile;
    }

    EpisodeResult of(LoopResult loop, List<ArtifactFile> recordings) {
        return switch (loop.ending()) {
            case LoopEnding.TaskDone done ->
                result(EpisodeState.EPISODE_STATE_TERMINATED, EndReason.END_REASON_TASK_DONE, "", loop, recordings);
            case LoopEnding.StepLimit limit ->
                result(EpisodeState.EPISODE_STATE_TRUNCATED, EndReason.END_REASON_STEP_LIMIT, "", loop, recordings);
            case LoopEnding.TimeLimit limit ->
                result(EpisodeState.EPISODE_STATE_TRUNCATED, EndReason.END_REASON_TIME_LIMIT, "", loop, recordings);
            case LoopEnding.PolicyFault fault ->
                result(
                        EpisodeState.EPISODE_STATE_ABORTED,
                        EndReason.END_REASON_POLICY_FAULT,
                        fault.detail(),
                        loop,
                        recordings);
            case LoopEnding.PolicyAway away ->
                EpisodeResult.aborted(
                        new Ending(EndReason.END_REASON_PLATFORM_FAULT, away.detail()),
                        loop.steps(),
                        executionProfile.get(),
                        recordings);
            case LoopEnding.EnvelopeTrip trip ->
                result(
                        EpisodeState.EPISODE_STATE_ABORTED,
                        EndReason.END_REASON_ENVELOPE,
                        trip.detail(),
                        loop,
                        recordings);
            case LoopEnding.Interrupted interrupted ->
                EpisodeResult.aborted(
                        run.ending().orElse(unexplained()), loop.steps(), executionProfile.get(), recordings);
        };
    }

    /** The policy could not even begin. */
    EpisodeResult policyFault(String detail) {
        LoopResult nothing =
                new LoopResult(new LoopEnding.PolicyFault(detail), 0, 0, 0, Optional.empty(), Optional.empty());
        return of(nothing, List.of());
    }

    /** A policy elsewhere could not be reached. */
    EpisodeResult policyAway(String detail) {
        LoopResult nothing =
                new LoopResult(new LoopEnding.PolicyAway(detail), 0, 0, 0, Optional.empty(), Optional.empty());
        return of(nothing, List.of());
    }

    /** It ended before the policy acted: what somebody stopped is no result of the policy. */
    EpisodeResult endedBeforehand() {
        return EpisodeResult.aborted(run.ending().orElse(unexplained()), 0, executionProfile.get(), List.of());
    }

    EpisodeResult stationFault(String detail) {
        return EpisodeResult.aborted(
                new Ending(EndReason.END_REASON_STATION_FAULT, detail), 0, executionProfile.get(), List.of());
    }

    private EpisodeResult result(
            EpisodeState state, EndReason reason, String detail, LoopResult loop, List<ArtifactFile> recordings) {
        return new EpisodeResult(
                state,
                reason,
                Optional.of(detail).filter(text -> !text.isEmpty()),
                judgement(loop),
                loop.steps(),
                executionProfile.get(),
                recordings);
    }

    private Optional<SceneJudgement> judgement(LoopResult loop) {
        if (!run.spec().hasTaskId() && !run.spec().hasGoalStatement()) {
            return Optional.of(SceneJudgement.newBuilder()
                    .setResult(JudgeResult.JUDGE_RESULT_NOT_SCORED)
                    .build());
        }
        boolean success = loop.judgement().map(Judgement::success).orElse(false);
        double progress = loop.judgement().map(Judgement::progress).orElse(0.0);
        return Optional.of(SceneJudgement.newBuilder()
                .setTaskId(run.spec().getTaskId())
                .setResult(success ? JudgeResult.JUDGE_RESULT_SUCCESS : JudgeResult.JUDGE_RESULT_FAILURE)
                .setProgress(progress)
                .build());
    }

    private static Ending unexplained() {
        return new Ending(EndReason.END_REASON_STATION_FAULT, "The station ended the episode.");
    }
}
