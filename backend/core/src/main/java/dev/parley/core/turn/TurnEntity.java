package dev.parley.core.turn;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.station.WantedBody;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code turn}. */
@Entity
@Table(name = "turn")
class TurnEntity {
    @Id
    UUID id;

    @Column(name = "prompt_id")
    UUID promptId;

    UUID author;

    @Enumerated(EnumType.STRING)
    TurnState state;

    @Column(name = "priority_class")
    short priorityClass;

    // Admission moves the turns of one network among themselves; a row read before that must not undo it.
    @Column(name = "fair_round", updatable = false)
    long fairRound;

    long ticket;

    @Column(name = "scene_id")
    String sceneId;

    @Column(name = "policy_name")
    String policyName;

    @Column(name = "policy_digest")
    String policyDigest;

    String embodiment;

    @Column(name = "action_space_kind")
    String actionSpaceKind;

    @Column(name = "station_id")
    @Nullable
    UUID stationId;

    @Nullable
    String instruction;

    @Column(name = "goal_image")
    @Nullable
    UUID goalImage;

    @Column(name = "task_id")
    @Nullable
    String taskId;

    @Column(name = "task_reading")
    @Nullable
    String taskReading;

    long seed;

    @Column(name = "max_steps")
    int maxSteps;

    int attempts;

    @Column(name = "admitted_at")
    Instant admittedAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "wait_note")
    @Nullable
    String waitNote;

    /** JSON object of name to number; null: nothing is pinned. */
    @Nullable
    String conditions;

    @Column(name = "comparison_id", updatable = false)
    @Nullable
    UUID comparisonId;

    @Column(updatable = false)
    @Nullable
    UUID follows;

    @Column(name = "other_digest", updatable = false)
    @Nullable
    String otherDigest;

    @Column(name = "wanted_body", updatable = false)
    @Enumerated(EnumType.STRING)
    @Nullable
    WantedBody wantedBody;

    long version;

    @SuppressWarnings("NullAway.Init")
    TurnEntity() {}

    TurnData data() {
        return new TurnData(
                new TurnId(id),
                new PromptId(promptId),
                new AuthorId(author),
                state,
                new Placement(PriorityClass.values()[priorityClass], fairRound, ticket),
                sceneId,
                policyName,
                policyDigest,
                embodiment,
                actionSpaceKind,
                Optional.ofNullable(stationId).map(StationId::new),
                Optional.ofNullable(instruction),
                Optional.ofNullable(goalImage).map(GoalImageId::new),
                Optional.ofNullable(taskId),
                seed,
                maxSteps,
                attempts,
                admittedAt,
                Optional.ofNullable(expiresAt),
                Optional.ofNullable(waitNote),
                PinnedConditions.read(conditions),
                TurnRows.pair(comparisonId, follows, otherDigest),
                Optional.ofNullable(wantedBody));
    }
}
