package dev.parley.core.rest.prompt;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptResult;
import dev.parley.core.prompt.PromptState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A prompt of one's own and what came of it. */
@Schema(description = "What was asked, and the last attempt at it.")
record PromptResultView(
        String promptId,
        PromptState state,
        Instant submittedAt,
        @Nullable String instruction,
        @Nullable String goalImageId,
        String sceneId,
        String policyId,

        @Schema(description = "The last attempt; null: none has begun.") @Nullable
        String episodeId,

        @Schema(description = "1 for the first.") @Nullable Integer attempt,
        @Nullable EpisodeState episodeState,
        @Nullable String policyDigest,

        @Schema(description = "Unsigned 64 bits, decimal.") @Nullable
        String seed,

        @Schema(description = "simulator, real_robot or rehearsal.") @Nullable
        String stationKind,

        @Nullable EndReason endReason,

        @Schema(description = "By the scene's predicate; null: it judges nothing here, or has not yet.") @Nullable
        Boolean success,

        @Schema(description = "Highest seen, 0 to 1.") @Nullable
        Double progress,

        @Nullable Integer steps,

        @Schema(description = "Addresses of its recordings (MP4), one a camera.")
        List<String> recordings) {

    static PromptResultView of(PromptResult result) {
        Optional<PromptResult.Attempt> attempt = result.attempt();
        return new PromptResultView(
                result.prompt().toString(),
                result.state(),
                result.submittedAt(),
                result.instruction().orElse(null),
                result.goalImage().map(GoalImageId::toString).orElse(null),
                result.sceneId(),
                result.policyName(),
                attempt.map(last -> last.episode().toString()).orElse(null),
                attempt.map(PromptResult.Attempt::number).orElse(null),
                attempt.map(PromptResult.Attempt::state).orElse(null),
                attempt.map(PromptResult.Attempt::policyDigest).orElse(null),
                attempt.map(last -> Long.toUnsignedString(last.seed())).orElse(null),
                attempt.map(last -> last.stationKind().name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                attempt.flatMap(PromptResult.Attempt::endReason).orElse(null),
                attempt.flatMap(PromptResult.Attempt::success).orElse(null),
                attempt.flatMap(PromptResult.Attempt::progress).orElse(null),
                attempt.flatMap(PromptResult.Attempt::steps).orElse(null),
                attempt.map(PromptResultView::recordings).orElse(List.of()));
    }

    private static List<String> recordings(PromptResult.Attempt attempt) {
        return attempt.cameras().stream()
                .map(camera -> "/api/v1/episodes/" + attempt.episode() + "/recordings/" + camera + ".mp4")
                .toList();
    }
}
