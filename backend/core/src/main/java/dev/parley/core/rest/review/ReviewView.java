package dev.parley.core.rest.review;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.review.ReviewData;
import dev.parley.core.review.Reviews;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A clip as its rater may see it. What is not in it is the point: no episode, policy, station, seed, conditions, time of the
 * episode, nothing of what any judge found, nothing of why they have it, and nothing of other raters before their own label is in.
 */
@Schema(description = "A clip of yours. Nothing in it says whose it is or what others found.")
record ReviewView(
        String id,
        ReviewData.State state,
        Instant claimedAt,

        @Schema(description = "After that its place may go to somebody else.")
        Instant expiresAt,

        @Nullable String instruction,

        @Schema(description = "Address of the goal picture; null: none.") @Nullable
        String goalPicture,

        @Schema(description = "What counts as done; null: only what was asked says so.") @Nullable
        String criterion,

        double controlHz,
        int steps,

        @Schema(description = "Address of the film (MP4); frame n shows the state before step n.")
        String video,

        @Schema(description = "Address of its numbers over time.")
        String signals,

        @Schema(description = "What you said, the first label first; each stays.")
        List<Said> labels,

        @Schema(description = "What others said of the same, without names; null before your own label is in.")
        @Nullable
        List<OtherSaid> others) {

    record Said(int version, LabelBody label, Instant at) {}

    record OtherSaid(
            LabelBody label,

            @Schema(description = "Whether this one decides where the others did not agree.")
            boolean decides) {}

    static ReviewView of(ReviewData review, EpisodeData episode, List<Reviews.Others> others) {
        String at = "/api/v1/reviews/" + review.id();
        return new ReviewView(
                review.id().toString(),
                review.state(),
                review.claimedAt(),
                review.expiresAt(),
                episode.instruction().orElse(null),
                episode.goalImage().map(ignored -> at + "/goal.png").orElse(null),
                episode.taskReading().orElse(null),
                episode.controlHz(),
                episode.steps().orElse(0),
                at + "/video.mp4",
                at + "/signals",
                review.labels().stream()
                        .map(said -> new Said(said.version(), LabelBody.of(said.label()), said.at()))
                        .toList(),
                review.told() ? told(others) : null);
    }

    /** In an order that says nothing of who came first. */
    private static List<OtherSaid> told(List<Reviews.Others> others) {
        Stream<OtherSaid> all = others.stream().map(each -> new OtherSaid(LabelBody.of(each.label()), each.decides()));
        return all.sorted(Comparator.comparing(OtherSaid::decides)
                        .thenComparing(each -> String.valueOf(each.label().result())))
                .toList();
    }
}
