package dev.parley.core.episode;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.ComparisonId;
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
 * @param certificate digest of what the policy's server had been found to be when it began; empty for policies that run in stations
 * @param withdrawnAt when all of it was taken back: from then on nobody is shown anything of it
 * @param sealedBy the comparison whose secret it would give away; what is in it then is only what {@link #withoutWhatTells} leaves
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
        Optional<String> certificate,
        Optional<Instant> withdrawnAt,
        Optional<ComparisonId> sealedBy) {

    /** What stands in the place of a policy's name as long as a comparison keeps it secret. */
    public static final String SEALED_POLICY = "sealed";

    /** A digest of nothing, for the same. */
    private static final String SEALED_DIGEST = "0".repeat(64);

    /** No start: from the real one anybody could run each policy and compare the pictures. */
    private static final long SEALED_SEED = 0;

    private static final String SEALED_CONDITIONS = "{}";

    public boolean sealed() {
        return sealedBy.isPresent();
    }

    /** Whether everybody may watch it live now: a camera in the real world is shown from the moment its scene is set until the end. */
    public boolean publicNow() {
        return !stationKind.filmsTheWorld()
                || switch (state) {
                    case READY, RUNNING, HOLDING -> true;
                    case CREATED, RESETTING, FINALIZING, TERMINATED, TRUNCATED, ABORTED, LOST -> false;
                };
    }

    /**
     * The one place that decides what a sealed episode may say: nothing of which policy it was, from where it began, how well it
     * did, how it ended, or how fast it went. It began when the comparison did, since when the second one began tells how long the
     * first one took. What stations and the gateway need to go on with it stays: ids, fence, state, recordings. What people are
     * shown refuses a sealed episode altogether, since its state alone would tell how it ended.
     */
    EpisodeData withoutWhatTells(Instant comparisonBegan) {
        return new EpisodeData(
                id,
                promptId,
                turnId,
                author,
                station,
                stationName,
                stationKind,
                fence,
                attempt,
                state,
                Optional.empty(),
                Optional.empty(),
                instruction,
                goalImage,
                sceneId,
                SEALED_POLICY,
                SEALED_DIGEST,
                taskId,
                taskReading,
                SEALED_SEED,
                SEALED_CONDITIONS,
                maxSteps,
                OptionalInt.empty(),
                controlHz,
                Optional.empty(),
                comparisonBegan,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                recordings,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                withdrawnAt,
                sealedBy);
    }

    /** A stored recording of one camera. */
    public record Recording(String camera, String sha256, long sizeBytes) {}
}
