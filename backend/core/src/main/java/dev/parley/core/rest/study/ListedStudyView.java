package dev.parley.core.rest.study;

import dev.parley.core.result.Version;
import dev.parley.core.study.ListedStudy;
import dev.parley.core.study.StudyPlan;
import dev.parley.core.study.StudyState;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A study in a list. */
@Schema(description = "What a list shows of a study; GET /studies/{id} has the rest.")
record ListedStudyView(
        String id,
        String name,

        @Schema(description = "What it is to answer; absent where items were listed.") @Nullable
        String question,

        @Schema(description = "Name of the key it was submitted with, or @login.")
        String submittedBy,

        StudyState state,
        Instant createdAt,
        @Nullable Instant endedAt,

        @Schema(description = "In the order of the plan, else of their names.")
        List<StudyView.Version> policies,

        @Schema(description = "Absent while nobody was found to be better.")
        PlanView.@Nullable VerdictView verdict,

        @Schema(description = "BLOCKS of a study with a plan, else ITEMS.")
        Counted counted,

        @Schema(description = "Blocks that count; items that have ended, without those that were taken back.")
        int over,

        @Schema(description = "What over can become.") int most) {

    enum Counted {
        ITEMS,
        BLOCKS
    }

    static ListedStudyView of(ListedStudy listed) {
        List<StudyView.Version> policies =
                listed.policies().stream().map(ListedStudyView::version).toList();
        return new ListedStudyView(
                listed.id().toString(),
                listed.study().name(),
                listed.plan().map(StudyPlan::question).orElse(null),
                listed.study().submitter(),
                listed.study().state(),
                listed.study().createdAt(),
                listed.study().endedAt().orElse(null),
                policies,
                listed.verdict()
                        .map(found -> new PlanView.VerdictView(policies.get(found.policy()), found.after()))
                        .orElse(null),
                listed.plan().isPresent() ? Counted.BLOCKS : Counted.ITEMS,
                listed.over(),
                listed.most());
    }

    private static StudyView.Version version(Version version) {
        return new StudyView.Version(version.name(), version.digest());
    }
}
