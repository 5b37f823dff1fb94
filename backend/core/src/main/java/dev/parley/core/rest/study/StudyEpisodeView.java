package dev.parley.core.rest.study;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EndReason;
import dev.parley.core.station.WantedBody;
import dev.parley.core.study.StudyEpisode;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One item of a study and what came of it. */
@Schema(description = "What was asked for, and the last attempt at it: only this one counts.")
record StudyEpisodeView(
        @Schema(description = "Its place in the study, from 0.")
        int number,

        StudyView.Version policyVersion,
        String sceneId,
        String taskId,
        @Nullable String instruction,
        @Nullable String goalImageId,

        @Schema(description = "Unsigned 64 bits, decimal.") String seed,

        @Schema(description = "What was pinned; what the seed drew is in the episode.")
        Map<String, Double> conditions,

        @Schema(description = "simulation or real; absent: whatever could run it.") @Nullable
        String body,

        StudyEpisode.State state,
        @Nullable String promptId,
        @Nullable String episodeId,
        @Nullable Integer attempt,
        @Nullable EndReason endReason,

        @Schema(description = "By the scene's predicate; absent unless state is DONE.") @Nullable
        Boolean success,

        @Schema(description = "Highest seen, 0 to 1.") @Nullable
        Double progress,

        @Nullable Integer steps,

        @Schema(description = "Whether the policy itself did not know the words; absent where it cannot tell.")
        @Nullable
        Boolean unfamiliar,

        @Nullable String executionProfile) {

    static StudyEpisodeView of(StudyEpisode episode) {
        Optional<StudyEpisode.Attempt> attempt = episode.attempt();
        return new StudyEpisodeView(
                episode.number(),
                new StudyView.Version(
                        episode.item().policyName(), episode.item().policyDigest()),
                episode.item().sceneId(),
                episode.item().taskId(),
                episode.item().instruction().orElse(null),
                episode.item().goalImage().map(GoalImageId::toString).orElse(null),
                Long.toUnsignedString(episode.item().seed()),
                episode.item().conditions(),
                episode.item().body().map(WantedBody::wireName).orElse(null),
                episode.state(),
                episode.prompt().map(PromptId::toString).orElse(null),
                attempt.map(each -> each.episode().toString()).orElse(null),
                attempt.map(StudyEpisode.Attempt::number).orElse(null),
                attempt.flatMap(StudyEpisode.Attempt::endReason).orElse(null),
                attempt.flatMap(StudyEpisode.Attempt::success).orElse(null),
                attempt.flatMap(StudyEpisode.Attempt::progress).orElse(null),
                attempt.flatMap(StudyEpisode.Attempt::steps).orElse(null),
                attempt.flatMap(StudyEpisode.Attempt::unfamiliar).orElse(null),
                attempt.flatMap(StudyEpisode.Attempt::executionProfile).orElse(null));
    }
}
