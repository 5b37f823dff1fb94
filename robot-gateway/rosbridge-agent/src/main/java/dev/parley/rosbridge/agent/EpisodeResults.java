package dev.parley.rosbridge.agent;

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

/** Turns the end of a motion into what the platform is told. Nothing here judges: people and pictures do. */
final class EpisodeResults {
    /** The same seed gives no same bytes on a real arm; this says so where others name processor and libraries. */
    static final String PROFILE = "real robot through rosbridge";

    private final EpisodeRun run;
    private final SafetyRecord record;

    EpisodeResults(EpisodeRun run, SafetyRecord record) {
        this.run = run;
        this.record = record;
    }

    EpisodeResult of(LoopEnding ending, int steps, List<ArtifactFile> artifacts) {
        return switch (ending) {
            case LoopEnding.StepLimit limit -> truncated(EndReason.END_REASON_STEP_LIMIT, steps, artifacts);
            case LoopEnding.TimeLimit limit -> truncated(EndReason.END_REASON_TIME_LIMIT, steps, artifacts);
            case LoopEnding.PolicyFault fault ->
                aborted(EndReason.END_REASON_POLICY_FAULT, fault.detail(), steps, artifacts);
            case LoopEnding.EnvelopeTrip trip ->
                aborted(EndReason.END_REASON_ENVELOPE, trip.detail(), steps, artifacts);
            case LoopEnding.PolicyAway away ->
                aborted(EndReason.END_REASON_PLATFORM_FAULT, away.detail(), steps, artifacts);
            case LoopEnding.StoppedHere stopped ->
                aborted(EndReason.END_REASON_STOPPED_BY_STAFF, stopped.detail(), steps, artifacts);
            case LoopEnding.RobotFault fault ->
                aborted(EndReason.END_REASON_STATION_FAULT, fault.detail(), steps, artifacts);
            case LoopEnding.Interrupted interrupted -> {
                Ending why = run.ending()
                        .orElse(new Ending(EndReason.END_REASON_STATION_FAULT, "The station ended the episode."));
                yield aborted(why.reason(), why.detail(), steps, artifacts);
            }
        };
    }

    private EpisodeResult truncated(EndReason reason, int steps, List<ArtifactFile> artifacts) {
        return new EpisodeResult(
                EpisodeState.EPISODE_STATE_TRUNCATED,
                reason,
                Optional.of(record.clamps().words()),
                Optional.of(notScored()),
                steps,
                PROFILE,
                artifacts);
    }

    private static EpisodeResult aborted(EndReason reason, String detail, int steps, List<ArtifactFile> artifacts) {
        return EpisodeResult.aborted(new Ending(reason, detail), steps, PROFILE, artifacts);
    }

    private SceneJudgement notScored() {
        SceneJudgement.Builder judgement = SceneJudgement.newBuilder().setResult(JudgeResult.JUDGE_RESULT_NOT_SCORED);
        if (run.spec().hasTaskId()) {
            judgement.setTaskId(run.spec().getTaskId());
        }
        return judgement.build();
    }
}
