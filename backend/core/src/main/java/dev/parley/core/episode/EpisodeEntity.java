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
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code episode}. */
@Entity
@Table(name = "episode")
class EpisodeEntity {
    @Id
    UUID id;

    @Column(name = "prompt_id")
    UUID promptId;

    @Column(name = "turn_id")
    UUID turnId;

    UUID author;

    @Column(name = "station_id")
    UUID stationId;

    @Column(name = "station_name")
    String stationName;

    @Column(name = "station_kind")
    @Enumerated(EnumType.STRING)
    StationKind stationKind;

    long fence;
    int attempt;

    @Enumerated(EnumType.STRING)
    EpisodeState state;

    @Column(name = "report_sequence")
    long reportSequence;

    @Column(name = "end_reason")
    @Enumerated(EnumType.STRING)
    @Nullable
    EndReason endReason;

    @Column(name = "end_detail")
    @Nullable
    String endDetail;

    @Nullable
    String instruction;

    @Column(name = "goal_image")
    @Nullable
    UUID goalImage;

    @Column(name = "scene_id")
    String sceneId;

    @Column(name = "policy_name")
    String policyName;

    @Column(name = "policy_digest")
    String policyDigest;

    @Column(name = "task_id")
    @Nullable
    String taskId;

    @Column(name = "task_reading")
    @Nullable
    String taskReading;

    long seed;
    String conditions;

    @Column(name = "max_steps")
    int maxSteps;

    @Nullable
    Integer steps;

    @Column(name = "control_hz")
    double controlHz;

    @Column(name = "execution_profile")
    @Nullable
    String executionProfile;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "running_at")
    @Nullable
    Instant runningAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "reset_ms")
    @Nullable
    Long resetMs;

    @Column(name = "final_objects")
    @Nullable
    String finalObjects;

    @Column(name = "detector_name")
    @Nullable
    String detectorName;

    @Column(name = "detector_digest")
    @Nullable
    String detectorDigest;

    @Column(name = "detector_probability")
    @Nullable
    Double detectorProbability;

    @Column(name = "detector_silence")
    @Nullable
    String detectorSilence;

    @Column(name = "words_known")
    @Nullable
    Double wordsKnown;

    @Column(name = "words_unfamiliar")
    @Nullable
    Boolean wordsUnfamiliar;

    /** When a person at the station went on by hand. */
    @Column(name = "taken_over_at")
    @Nullable
    Instant takenOverAt;

    @Column(name = "certificate_digest")
    @Nullable
    String certificateDigest;

    @Column(name = "withdrawn_at")
    @Nullable
    Instant withdrawnAt;

    @Column(name = "sealed_by")
    @Nullable
    UUID sealedBy;

    long version;

    @SuppressWarnings("NullAway.Init")
    EpisodeEntity() {}

    EpisodeData data(List<Outcome> outcomes, List<EpisodeData.Recording> recordings) {
        return new EpisodeData(
                new EpisodeId(id),
                new PromptId(promptId),
                new TurnId(turnId),
                new AuthorId(author),
                new StationId(stationId),
                stationName,
                stationKind,
                new Fence(fence),
                attempt,
                state,
                Optional.ofNullable(endReason),
                Optional.ofNullable(endDetail),
                Optional.ofNullable(instruction),
                Optional.ofNullable(goalImage).map(GoalImageId::new),
                sceneId,
                policyName,
                policyDigest,
                Optional.ofNullable(taskId),
                Optional.ofNullable(taskReading),
                seed,
                conditions,
                maxSteps,
                steps == null ? OptionalInt.empty() : OptionalInt.of(steps),
                controlHz,
                Optional.ofNullable(executionProfile),
                createdAt,
                Optional.ofNullable(runningAt),
                Optional.ofNullable(endedAt),
                Optional.ofNullable(resetMs).map(Duration::ofMillis),
                outcomes,
                shown(recordings),
                guess(),
                familiarity(),
                Optional.ofNullable(certificateDigest),
                Optional.ofNullable(withdrawnAt),
                Optional.ofNullable(sealedBy).map(ComparisonId::new));
    }

    /** Of a camera in the real world only what it saw after the scene was set: one that never ran has filmed people at work. */
    private List<EpisodeData.Recording> shown(List<EpisodeData.Recording> recordings) {
        return stationKind.filmsTheWorld() && runningAt == null ? List.of() : recordings;
    }

    void familiarity(Familiarity familiarity) {
        wordsKnown = familiarity.known();
        wordsUnfamiliar = familiarity.unfamiliar();
    }

    private Optional<Familiarity> familiarity() {
        return wordsKnown == null || wordsUnfamiliar == null
                ? Optional.empty()
                : Optional.of(new Familiarity(wordsKnown, wordsUnfamiliar));
    }

    void guess(DetectorGuess guess) {
        detectorName = guess.detector();
        detectorDigest = guess.digest();
        detectorProbability =
                guess.probability().isPresent() ? (Double) guess.probability().getAsDouble() : null;
        detectorSilence = guess.silence().orElse(null);
    }

    private Optional<DetectorGuess> guess() {
        if (detectorName == null || detectorDigest == null) {
            return Optional.empty();
        }
        return Optional.of(new DetectorGuess(
                detectorName,
                detectorDigest,
                detectorProbability == null ? OptionalDouble.empty() : OptionalDouble.of(detectorProbability),
                Optional.ofNullable(detectorSilence)));
    }
}
