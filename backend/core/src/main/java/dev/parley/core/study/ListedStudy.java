package dev.parley.core.study;

import dev.parley.contracts.StudyId;
import dev.parley.core.result.Version;
import java.util.List;
import java.util.Optional;

/**
 * A study as lists show it, without what its episodes said.
 *
 * @param plan empty where its items were listed
 * @param verdict who was found to be better; empty while nobody is
 * @param policies in the order of the plan, else of their names
 * @param over blocks that count; of listed items, those whose turn has ended, without those that were taken back as it was withdrawn
 */
public record ListedStudy(
        StudyData study,
        Optional<StudyPlan> plan,
        Optional<PlannedStudy.Verdict> verdict,
        List<Version> policies,
        int over) {
    public ListedStudy {
        policies = List.copyOf(policies);
    }

    public StudyId id() {
        return study.id();
    }

    /** What {@link #over} can become. */
    public int most() {
        return plan.map(StudyPlan::mostBlocks).orElseGet(study::items);
    }
}
