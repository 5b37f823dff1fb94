package dev.parley.core.rest.prompt;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Rejection;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A prompt as programs see it. */
@Schema(description = "A prompt and what became of it.")
record PromptView(
        String id,
        PromptState state,
        @Nullable String instruction,
        @Nullable String goalImageId,
        String sceneId,
        String policyId,

        @Schema(
                description =
                        "Unsigned 64 bits, decimal; null: refused before one was drawn, or of a comparison, which tells it with its reveal.")
        @Nullable
        String seed,

        @Schema(description = "What the judge will look for; null: not machine-judged, people vote.") @Nullable
        Task task,

        @Schema(description = "1 is next; null while running, when ended, or when it cannot be known.") @Nullable
        Integer position,
        // "wait" itself is no name for a component: every object has a method of it.
        @JsonProperty("wait") @Nullable Wait expectedWait,
        Instant submittedAt,

        @Schema(description = "simulation or real; null: whatever offers its scene and policy.") @Nullable
        String body,

        @Schema(description = "The prompt that waits for a robot, which this one tries in simulation; null: none.")
        @Nullable
        String previewOf,

        @Schema(description = "The prompt that tries this one in simulation meanwhile; null: none.") @Nullable
        String preview,

        @Schema(description = "Why it was refused; null: it was not.") @Nullable
        Refused rejection,

        @Schema(description = "Why the lab took it out of line; null: it did not.") @Nullable
        String takenOut,

        @Schema(description = "Attempts, oldest first.") List<Attempt> episodes) {

    /** The id is null where a confirmed goal judges, which is no task of the scene. */
    record Task(@Nullable String id, String reading) {}

    /** Percentiles are null where nothing was measured yet: no number is made up. */
    record Wait(@Nullable Long p50Seconds, @Nullable Long p90Seconds, String reason, String text) {
        static Wait of(WaitEstimates.Wait wait) {
            return new Wait(
                    wait.estimate().map(range -> range.p50().toSeconds()).orElse(null),
                    wait.estimate().map(range -> range.p90().toSeconds()).orElse(null),
                    wait.reason().name(),
                    wait.reasonText());
        }
    }

    /** The code is one of personal-data, slur, sexual, harm, picture, person; the text is for the asker. */
    record Refused(String code, String text) {
        static Refused of(Rejection rejection) {
            return new Refused(rejection.reason().wireName(), rejection.sentence());
        }
    }

    record Attempt(String id, EpisodeState state) {
        static Attempt of(EpisodeData episode) {
            return new Attempt(episode.id().toString(), episode.state());
        }
    }

    static PromptView of(PromptData prompt, Optional<WaitEstimates.Wait> wait) {
        return new PromptView(
                prompt.id().toString(),
                prompt.state(),
                prompt.instruction().orElse(null),
                prompt.goalImage().map(GoalImageId::toString).orElse(null),
                prompt.sceneId(),
                prompt.policyName(),
                prompt.turns().stream()
                        .findFirst()
                        .filter(turn -> turn.pair().isEmpty())
                        .map(turn -> Long.toUnsignedString(turn.seed()))
                        .orElse(null),
                prompt.taskReading()
                        .map(reading -> new Task(prompt.taskId().orElse(null), reading))
                        .orElse(null),
                wait.filter(known -> known.position().isPresent())
                        .map(known -> known.position().getAsInt())
                        .orElse(null),
                wait.map(Wait::of).orElse(null),
                prompt.submittedAt(),
                prompt.wantedBody().map(WantedBody::wireName).orElse(null),
                prompt.previewOf().map(PromptId::toString).orElse(null),
                prompt.preview().map(PromptId::toString).orElse(null),
                prompt.rejection().map(Refused::of).orElse(null),
                takenOut(prompt).orElse(null),
                prompt.episodes().stream().map(Attempt::of).toList());
    }

    private static Optional<String> takenOut(PromptData prompt) {
        return prompt.turns().stream()
                .filter(turn -> turn.state() == TurnState.CANCELLED)
                .flatMap(turn -> turn.waitNote().stream())
                .findFirst();
    }

    /** The turn that waits, in line or for a person, if any. */
    static Optional<TurnData> waiting(PromptData prompt) {
        return prompt.turns().stream()
                .filter(turn -> !turn.second())
                .filter(turn -> turn.state() == TurnState.WAITING || turn.state() == TurnState.HELD)
                .findFirst();
    }
}
