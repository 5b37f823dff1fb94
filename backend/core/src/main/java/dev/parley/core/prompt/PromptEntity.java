package dev.parley.core.prompt;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.TurnData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** Row of {@code prompt}. */
@Entity
@Table(name = "prompt")
class PromptEntity {
    @Id
    UUID id;

    UUID author;

    @Column(name = "network_prefix")
    String networkPrefix;

    @Enumerated(EnumType.STRING)
    PromptState state;

    @Nullable
    String instruction;

    @Column(name = "goal_image")
    @Nullable
    UUID goalImage;

    @Column(name = "scene_id")
    String sceneId;

    @Column(name = "policy_name")
    String policyName;

    @Column(name = "task_id")
    @Nullable
    String taskId;

    @Column(name = "task_reading")
    @Nullable
    String taskReading;

    @Column(name = "wanted_body", updatable = false)
    @Enumerated(EnumType.STRING)
    @Nullable
    WantedBody wantedBody;

    @Column(name = "preview_of", updatable = false)
    @Nullable
    UUID previewOf;

    @Formula("(SELECT v.id FROM prompt v WHERE v.preview_of = id)")
    @Nullable
    UUID preview;

    @Column(name = "submitted_at")
    Instant submittedAt;

    @Column(name = "rejection_reason")
    @Enumerated(EnumType.STRING)
    Rejection.@Nullable Reason rejectionReason;

    @Column(name = "rejection_sentence")
    @Nullable
    String rejectionSentence;

    @Enumerated(EnumType.STRING)
    Screening screening;

    long version;

    @SuppressWarnings("NullAway.Init")
    PromptEntity() {}

    private Optional<Rejection> rejection() {
        return rejectionReason == null || rejectionSentence == null
                ? Optional.empty()
                : Optional.of(
                        new Rejection(rejectionReason, rejectionSentence, instruction == null ? "" : instruction));
    }

    PromptData data(List<TurnData> turns, List<EpisodeData> episodes) {
        return new PromptData(
                new PromptId(id),
                new AuthorId(author),
                state,
                Optional.ofNullable(instruction),
                Optional.ofNullable(goalImage).map(GoalImageId::new),
                sceneId,
                policyName,
                Optional.ofNullable(taskId),
                Optional.ofNullable(taskReading),
                Optional.ofNullable(wantedBody),
                Optional.ofNullable(previewOf).map(PromptId::new),
                Optional.ofNullable(preview).map(PromptId::new),
                submittedAt,
                rejection(),
                turns,
                episodes);
    }
}
