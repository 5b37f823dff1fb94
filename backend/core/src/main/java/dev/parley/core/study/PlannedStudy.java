package dev.parley.core.study;

import dev.parley.contracts.StudyId;
import java.util.List;
import java.util.Optional;

/**
 * The plan of a study, with what it is a version of.
 *
 * @param frozen the text of which {@code sha256} is the digest
 * @param readings by task, what its judge looks for
 * @param maxSteps by task, as it was when the plan was frozen
 * @param version 1 for the first
 * @param follows the version before
 * @param next the version after; empty while this is the newest
 * @param verdict who was found to be better; empty while nobody is
 */
public record PlannedStudy(
        StudyPlan plan,
        String frozen,
        String sha256,
        List<String> readings,
        List<Integer> maxSteps,
        int version,
        Optional<StudyId> follows,
        Optional<StudyId> next,
        Optional<Verdict> verdict) {
    public PlannedStudy {
        readings = List.copyOf(readings);
        maxSteps = List.copyOf(maxSteps);
    }

    /**
     * What was found.
     *
     * @param policy place in the plan
     * @param after blocks that counted by then
     */
    public record Verdict(int policy, int after) {}
}
