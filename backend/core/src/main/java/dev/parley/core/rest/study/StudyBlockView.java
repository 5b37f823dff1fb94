package dev.parley.core.rest.study;

import dev.parley.core.result.Version;
import dev.parley.core.study.StudyBlock;
import dev.parley.core.study.StudyPlan;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
        description =
                "One episode of each of two policies from the same start; items 2n and 2n + 1 are those of block n.")
record StudyBlockView(
        int number,

        @Schema(description = "In the order in which they run.")
        List<StudyView.Version> policies,

        @Schema(description = "With which chance just these two were drawn.")
        double propensity,

        StudyBlock.State state,

        @Schema(description = "Whether each did it, in the same order; absent until both are judged.") @Nullable
        List<Boolean> done) {
    static StudyBlockView of(StudyPlan plan, StudyBlock block) {
        StudyView.Version one = version(plan.policies().get(block.one()));
        StudyView.Version other = version(plan.policies().get(block.other()));
        boolean turned = block.otherIsFirst();
        return new StudyBlockView(
                block.number(),
                turned ? List.of(other, one) : List.of(one, other),
                block.propensity(),
                block.state(),
                block.state() == StudyBlock.State.JUDGED
                        ? turned
                                ? List.of(block.otherDone(), block.oneDone())
                                : List.of(block.oneDone(), block.otherDone())
                        : null);
    }

    private static StudyView.Version version(Version version) {
        return new StudyView.Version(version.name(), version.digest());
    }
}
