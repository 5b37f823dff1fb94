package dev.parley.core.episode;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.detector.DetectorGuess;
import dev.parley.core.station.StationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An episode with all that a page or an export shows.
 *
 * @param seed unsigned 64 bits in a long, as in the protocol; REST writes it as a decimal string
 * @param conditions JSON object of factor name to value, empty object until READY
 * @param taskReading what the judge looks for; empty when the prompt is not machine-judged
 * @param attempt 1 for the first
 * @param outcomes one a judge
 * @param guess of a learned detector, which is no judge: apart from the outcomes, and in no statistic
 * @param familiarity of the words to the policy; empty until the end, and where it cannot tell
 * @param withdrawnAt when all of it was taken back: from then on nobody is shown anything of it
 */
public record EpisodeData(
        EpisodeId id,
        PromptId promptId,
        TurnId turnId,
        AuthorId author,
        StationId station,
        String stationName,
        StationKind stationKind,
        Fence fence,
        int attempt,
        EpisodeState state,
        Optional<EndReason> endReason,
        Optional<String> endDetail,
        Optional<String> instruction,
        Optional<GoalImageId> goalImage,
        String sceneId,
        String policyName,
        String policyDigest,
        Optional<String> taskId,
        Optional<String> taskReading,
        long seed,
        String conditions,
        int maxSteps,
        OptionalInt steps,
        double controlHz,
        Optional<String> executionProfile,
        Instant createdAt,
        Optional<Instant> runningAt,
        Optional<Instant> endedAt,
        Optional<Duration> resetTime,
        List<Outcome> outcomes,
        List<Recording> recordings,
        Optional<DetectorGuess> guess,
        Optional<Familiarity> familiarity,
        Optional<Instant> withdrawnAt) {

    /** A stored recording of one camera. */
    public record Recording(String camera, String sha256, long sizeBytes) {}
}
