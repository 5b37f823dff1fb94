package dev.parley.station;

import static java.util.Objects.requireNonNull;

import dev.parley.station.v1.DetectorGuess;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.Familiarity;
import dev.parley.station.v1.ObjectPose;
import dev.parley.station.v1.SceneJudgement;
import java.util.List;
import java.util.Optional;

/**
 * How an episode ended, told by the body. Times, conditions and the step log are added by the SDK.
 *
 * @param state TERMINATED (ended by the task), TRUNCATED (by a limit) or ABORTED (by a fault or a person)
 * @param detail one sentence for people, where there is more to say than the reason
 * @param judgement of the scene's own predicate, where one judges
 * @param steps actions that were applied
 * @param executionProfile processor, threads and library digests within which the same seed gives the same bytes
 * @param artifacts recordings; the step log is uploaded by the SDK
 * @param guess what a learned detector makes of the last pictures, where one looked; never a judgement
 * @param familiarity how far the policy knew what it was asked, where it can tell
 * @param objects where everything lay at the end, where that can be known
 */
public record EpisodeResult(
        EpisodeState state,
        EndReason reason,
        Optional<String> detail,
        Optional<SceneJudgement> judgement,
        int steps,
        String executionProfile,
        List<ArtifactFile> artifacts,
        Optional<DetectorGuess> guess,
        Optional<Familiarity> familiarity,
        List<ObjectPose> objects) {
    public EpisodeResult {
        requireNonNull(reason, "reason is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(judgement, "judgement is null");
        requireNonNull(executionProfile, "executionProfile is null");
        requireNonNull(guess, "guess is null");
        requireNonNull(familiarity, "familiarity is null");
        artifacts = List.copyOf(artifacts);
        objects = List.copyOf(objects);
        if (state != EpisodeState.EPISODE_STATE_TERMINATED
                && state != EpisodeState.EPISODE_STATE_TRUNCATED
                && state != EpisodeState.EPISODE_STATE_ABORTED) {
            throw new IllegalArgumentException("an episode ends TERMINATED, TRUNCATED or ABORTED, not " + state);
        }
        if (steps < 0) {
            throw new IllegalArgumentException("steps is a count, not " + steps);
        }
    }

    /** Of an episode that no detector looked at and whose policy cannot tell what it knows. */
    public EpisodeResult(
            EpisodeState state,
            EndReason reason,
            Optional<String> detail,
            Optional<SceneJudgement> judgement,
            int steps,
            String executionProfile,
            List<ArtifactFile> artifacts) {
        this(
                state,
                reason,
                detail,
                judgement,
                steps,
                executionProfile,
                artifacts,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The same with what a learned detector makes of it. */
    public EpisodeResult with(Optional<DetectorGuess> detectorGuess) {
        return new EpisodeResult(
                state,
                reason,
                detail,
                judgement,
                steps,
                executionProfile,
                artifacts,
                detectorGuess,
                familiarity,
                objects);
    }

    /** The same with how far the policy knew what it was asked. */
    public EpisodeResult knowing(Optional<Familiarity> words) {
        return new EpisodeResult(
                state, reason, detail, judgement, steps, executionProfile, artifacts, guess, words, objects);
    }

    /** The same with where everything lay at the end. */
    public EpisodeResult leaving(List<ObjectPose> poses) {
        return new EpisodeResult(
                state, reason, detail, judgement, steps, executionProfile, artifacts, guess, familiarity, poses);
    }

    /** An end that the body did not choose: what {@link EpisodeRun#ending()} said. */
    public static EpisodeResult aborted(
            Ending ending, int steps, String executionProfile, List<ArtifactFile> artifacts) {
        return new EpisodeResult(
                EpisodeState.EPISODE_STATE_ABORTED,
                ending.reason(),
                Optional.of(ending.detail()),
                Optional.empty(),
                steps,
                executionProfile,
                artifacts);
    }
}
