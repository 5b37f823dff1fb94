package dev.parley.core.rest.comparison;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.comparison.ComparisonState;
import dev.parley.core.comparison.DrawnBy;
import dev.parley.core.comparison.NotCounted;
import dev.parley.core.comparison.Reveal;
import dev.parley.core.comparison.VoidReason;
import dev.parley.core.prompt.WaitEstimates;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A comparison as this reader may see it. */
@Schema(description = "Two policies do the same from the same start; which is which is told after your vote.")
record ComparisonView(
        String id,
        String promptId,
        ComparisonState state,

        @Schema(description = "IN_LINE, RUNNING (the one or the other) or RAN.")
        ComparisonData.Progress progress,

        @Schema(description = "Why there is nothing to compare; null: there is, or will be.") @Nullable
        String voidBecause,

        @Nullable String instruction,
        @Nullable String goalImageId,
        String sceneId,

        @Schema(
                description =
                        "Unsigned 64 bits, decimal; both start from it. Told with the reveal, null before: from it anybody could run each policy.")
        @Nullable
        String seed,

        @Schema(description = "What the judge looks for; null: not machine-judged.") @Nullable
        String reading,

        @Schema(description = "PLATFORM: drawn, and its votes enter rankings. ASKER: chosen, and they do not.")
        DrawnBy drawnBy,

        @Schema(description = "Why no vote on it enters a ranking, whenever it is cast; null: votes do.") @Nullable
        String notCountedBecause,

        @Schema(
                description =
                        "SHA-256 of the draw, public before anything runs. After your vote, GET …/draw is a text of this digest.")
        String commitment,

        @Schema(description = "1 is next; null while running, when ended, or when it cannot be known.") @Nullable
        Integer position,

        @Nullable Long p50Seconds,
        @Nullable Long p90Seconds,
        Instant createdAt,
        @Nullable Instant readyAt,

        @Schema(description = "When votes stop counting and everybody is told.") @Nullable
        Instant closesAt,

        @Schema(
                description =
                        "A word for left and right as you see them, which are shuffled for each reader; send it with your vote. null in lists.")
        @Nullable
        String sides,

        @Schema(description = "null until both replays are there.") @Nullable
        Replays replays,

        @Schema(description = "null until your vote is in, or the comparison has ended.") @Nullable
        RevealView reveal) {

    /** Addresses that tell nothing. */
    record Replays(String left, String right) {}

    static ComparisonView of(
            ComparisonData comparison,
            Optional<WaitEstimates.Wait> wait,
            Optional<String> sides,
            Optional<Author> reader,
            Optional<Reveal> reveal) {
        String at = "/api/v1/comparisons/" + comparison.id();
        boolean shown = comparison.state() == ComparisonState.READY || comparison.state() == ComparisonState.CLOSED;
        return new ComparisonView(
                comparison.id().toString(),
                comparison.prompt().toString(),
                comparison.state(),
                comparison.progress(),
                comparison.voidReason().map(VoidReason::sentence).orElse(null),
                comparison.instruction().orElse(null),
                comparison.goalImage().map(GoalImageId::toString).orElse(null),
                comparison.sceneId(),
                reveal.isPresent() ? Long.toUnsignedString(comparison.seed()) : null,
                comparison.taskReading().orElse(null),
                comparison.drawnBy(),
                comparison.notCounted().map(NotCounted::sentence).orElse(null),
                comparison.commitment(),
                wait.filter(known -> known.position().isPresent())
                        .map(known -> known.position().getAsInt())
                        .orElse(null),
                wait.flatMap(WaitEstimates.Wait::estimate)
                        .map(range -> range.p50().toSeconds())
                        .orElse(null),
                wait.flatMap(WaitEstimates.Wait::estimate)
                        .map(range -> range.p90().toSeconds())
                        .orElse(null),
                comparison.createdAt(),
                comparison.readyAt().orElse(null),
                comparison.closesAt().orElse(null),
                sides.orElse(null),
                shown ? new Replays(at + "/left.mp4", at + "/right.mp4") : null,
                reveal.map(told -> RevealView.of(told, reader)).orElse(null));
    }
}
