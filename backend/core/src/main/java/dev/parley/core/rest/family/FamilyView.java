package dev.parley.core.rest.family;

import dev.parley.core.family.FamilyData;
import dev.parley.core.family.Tries;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A family as programs see it. */
@Schema(description = "Prompts that ask for the same thing in one scene.")
record FamilyView(
        String id,
        String sceneId,

        @Schema(
                description =
                        "What the scene's judge looks for; null: no judge knows the words, likeness gathered them.")
        @Nullable
        String taskId,

        @Schema(description = "As it was first asked.") String words,
        int asked,
        int phrasings,
        Instant lastAsked,

        @Schema(description = "Whose judgement counts below: scene, or crowd where no judge knows the words.")
        String judge,

        @Schema(description = "How its episodes ended; simulated and real ones are never added up.")
        List<TriesView> tries) {

    record PolicyVersion(String name, String digest) {}

    @Schema(description = "Wilson's score interval of done / judged at 95 %.")
    record Interval(double low, double high) {}

    record TriesView(
            PolicyVersion policyVersion,
            StationKind stationKind,
            int done,

            @Schema(description = "Judged, or ended by the policy's own doing, which is not done.")
            int judged,

            int unjudged,

            @Schema(description = "Ended for causes outside of the policy: counts neither way.")
            int censored,

            @Nullable Interval interval) {
        static TriesView of(Tries tries) {
            return new TriesView(
                    new PolicyVersion(tries.policyName(), tries.policyDigest()),
                    tries.stationKind(),
                    tries.done(),
                    tries.judged(),
                    tries.unjudged(),
                    tries.censored(),
                    tries.interval()
                            .map(wilson -> new Interval(wilson.low(), wilson.high()))
                            .orElse(null));
        }
    }

    static FamilyView of(FamilyData family) {
        return new FamilyView(
                family.id().text(),
                family.sceneId(),
                family.taskId().orElse(null),
                family.words(),
                family.asked(),
                family.phrasings(),
                family.lastAsked(),
                family.judge(),
                family.tries().stream().map(TriesView::of).toList());
    }
}
