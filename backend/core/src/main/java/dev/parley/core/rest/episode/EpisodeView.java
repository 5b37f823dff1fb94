package dev.parley.core.rest.episode;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.parley.contracts.AuthorId;
import dev.parley.contracts.GoalImageId;
import dev.parley.core.detector.DetectorGuess;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Familiarity;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An episode as programs see it. */
@Schema(description = "One recorded attempt from reset to end.")
record EpisodeView(
        String id,
        String promptId,
        EpisodeState state,

        @Schema(description = "Why it ended; apart from what was achieved.") @Nullable
        EndReason endReason,

        @Nullable String endDetail,
        @Nullable String instruction,
        @Nullable String goalImageId,
        String sceneId,
        PolicyVersion policyVersion,

        @Schema(description = "What the scene's judge looks for; null: not machine-judged.") @Nullable
        Task task,

        Station station,
        int attempt,

        @Schema(description = "Under which it ran: larger for every later attempt of the platform.")
        long fence,

        @Schema(description = "Unsigned 64 bits, decimal.") String seed,

        @Schema(description = "What the scene drew: factor to value; empty until READY.", implementation = Map.class)
        @JsonRawValue
        String conditions,

        double controlHz,
        int maxSteps,
        @Nullable Integer steps,
        @Nullable String executionProfile,
        Instant createdAt,
        @Nullable Instant runningAt,
        @Nullable Instant endedAt,
        @Nullable Double resetSeconds,

        @Schema(description = "One a judge, never mixed: scene, prompter, crowd, researcher.")
        List<Verdict> outcomes,

        List<Recording> recordings,

        @Schema(
                description =
                        "What a learned detector makes of the last pictures: a guess, no outcome. It decides nothing and"
                                + " is in no statistic. Null: none looked.")
        @Nullable
        Guess detectorGuess,

        @Schema(
                description =
                        "How far the policy knew the words, by its own measure; says nothing about success. Null: it"
                                + " cannot tell.")
        @Nullable
        Familiarity familiarity,

        @Schema(
                description =
                        "Digest of what the policy's server had been found to be when the episode began; read it at"
                                + " /api/v1/certificates/{digest}. Null: the policy ran in the station.")
        @Nullable
        String certificate,

        @Schema(
                description =
                        "Whether nobody asked it: the station is asked the same every day, to see whether it does as usual. It is in no"
                                + " count of what people ask.")
        boolean canary) {

    record PolicyVersion(String name, String digest) {}

    /** The id is null where a confirmed goal judges, which is no task of the scene. */
    record Task(@Nullable String id, String reading) {}

    record Station(String id, String name, StationKind kind) {}

    record Verdict(
            String judge,
            Outcome.Result result,
            @Nullable Double progress,
            @Nullable Integer votes) {
        static Verdict of(Outcome outcome) {
            return new Verdict(
                    outcome.judge(),
                    outcome.result(),
                    outcome.progress().isPresent() ? (Double) outcome.progress().getAsDouble() : null,
                    outcome.votes().isPresent() ? (Integer) outcome.votes().getAsInt() : null);
        }
    }

    record Guess(
            String detector,
            String digest,
            @Nullable Double probabilityDone,
            @Nullable String silentBecause) {
        static Guess of(DetectorGuess guess) {
            return new Guess(
                    guess.detector(),
                    guess.digest(),
                    guess.probability().isPresent()
                            ? (Double) guess.probability().getAsDouble()
                            : null,
                    guess.silence().orElse(null));
        }
    }

    record Recording(String camera, String url, String sha256, long sizeBytes) {}

    /** @param canaries in whose names stations are asked the same every day */
    static EpisodeView of(EpisodeData episode, Set<AuthorId> canaries) {
        return new EpisodeView(
                episode.id().toString(),
                episode.promptId().toString(),
                episode.state(),
                episode.endReason().orElse(null),
                episode.endDetail().orElse(null),
                episode.instruction().orElse(null),
                episode.goalImage().map(GoalImageId::toString).orElse(null),
                episode.sceneId(),
                new PolicyVersion(episode.policyName(), episode.policyDigest()),
                episode.taskReading()
                        .map(reading -> new Task(episode.taskId().orElse(null), reading))
                        .orElse(null),
                new Station(episode.station().toString(), episode.stationName(), episode.stationKind()),
                episode.attempt(),
                episode.fence().value(),
                Long.toUnsignedString(episode.seed()),
                episode.conditions(),
                episode.controlHz(),
                episode.maxSteps(),
                episode.steps().isPresent() ? (Integer) episode.steps().getAsInt() : null,
                episode.executionProfile().orElse(null),
                episode.createdAt(),
                episode.runningAt().orElse(null),
                episode.endedAt().orElse(null),
                episode.resetTime().map(time -> time.toMillis() / 1000.0).orElse(null),
                episode.outcomes().stream().map(Verdict::of).toList(),
                episode.recordings().stream()
                        .map(recording -> new Recording(
                                recording.camera(),
                                "/api/v1/episodes/" + episode.id() + "/recordings/" + recording.camera() + ".mp4",
                                recording.sha256(),
                                recording.sizeBytes()))
                        .toList(),
                episode.guess().map(Guess::of).orElse(null),
                episode.familiarity().orElse(null),
                episode.certificate().orElse(null),
                canaries.contains(episode.author()));
    }
}
