package dev.parley.core.study;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.result.Judge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Holds a plan against what a plan can be, before it is held against scenes and policies. Pure. */
final class PlanCheck {
    private static final double LEAST_EVEN = 0.2;

    private PlanCheck() {}

    /** @throws ParleyException BODY_MALFORMED or STUDY_TOO_LARGE, naming the field and what would be right */
    static StudyPlan requireWhole(StudyPlan plan) {
        require(
                !plan.question().isBlank() && plan.question().length() <= StudyPlan.LONGEST_QUESTION,
                "plan.question has 1 to %d characters: what the study is to answer.",
                StudyPlan.LONGEST_QUESTION);
        int policies = plan.policies().size();
        require(
                policies >= StudyPlan.LEAST_POLICIES
                        && policies <= StudyPlan.MOST_POLICIES
                        && new HashSet<>(plan.policies()).size() == policies,
                "plan.policies are %d to %d different versions.",
                StudyPlan.LEAST_POLICIES,
                StudyPlan.MOST_POLICIES);
        require(
                !plan.tasks().isEmpty() && plan.tasks().size() <= StudyPlan.MOST_TASKS,
                "plan.tasks are 1 to %d.",
                StudyPlan.MOST_TASKS);
        require(
                plan.stations().size() <= StudyPlan.MOST_STATIONS
                        && new HashSet<>(plan.stations()).size()
                                == plan.stations().size(),
                "plan.stationIds are at most %d different ones; none means any.",
                StudyPlan.MOST_STATIONS);
        require(
                plan.alpha() >= 0.001 && plan.alpha() <= StudyPlan.MOST_ALPHA,
                "plan.alpha, the chance to be wrong, is 0.001 to %s.",
                StudyPlan.MOST_ALPHA);
        require(plan.evenShare() >= LEAST_EVEN && plan.evenShare() <= 1, "plan.evenShare is %s to 1.", LEAST_EVEN);
        require(
                plan.judge() == Judge.SCENE || plan.judge() == Judge.RESEARCHER,
                "plan.judge is scene or researcher: whoever asks and whoever looks on is nobody here.");
        require(
                plan.rule() != StudyPlan.Rule.BUDGET || policies == 2,
                "A budget with its boundary is for two policies; more than two run UNTIL_DECIDED, within mostBlocks.");
        if (plan.mostBlocks() < 1 || plan.mostBlocks() > StudyPlan.MOST_BLOCKS) {
            throw new ParleyException(
                    ErrorCode.STUDY_TOO_LARGE,
                    "plan.mostBlocks is 1 to %d; it says %d.".formatted(StudyPlan.MOST_BLOCKS, plan.mostBlocks()));
        }
        return plan;
    }

    private static void require(boolean fine, String sentence, Object... values) {
        if (!fine) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, sentence.formatted(values));
        }
    }

    /** One item for each policy and task: what holds of these, holds of all that are drawn. */
    static List<StudyItem> samples(StudyPlan plan) {
        List<StudyItem> samples = new ArrayList<>();
        for (int task = 0; task < plan.tasks().size(); task++) {
            for (int policy = 0; policy < plan.policies().size(); policy++) {
                samples.add(plan.item(task, policy));
            }
        }
        return samples;
    }
}
