package dev.parley.ui.study;

import dev.parley.core.result.Version;
import dev.parley.core.study.PlannedStudy;
import dev.parley.core.study.StudyPlan;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.words.PolicyWords;
import java.util.List;
import java.util.Locale;

/** What the list of studies and a study's own page say alike. */
final class StudyWords {
    private StudyWords() {}

    /** A policy's name for people; of two versions of one policy, with which. */
    static String policy(List<Version> policies, int place, Names.Known names) {
        Version version = policies.get(place);
        String title = names.policy(version.name());
        long alike = policies.stream()
                .filter(each -> each.name().equals(version.name()))
                .count();
        return alike == 1 ? title : title + " " + PolicyWords.shortDigest(version.digest());
    }

    /** "Arm is better: decided after 8 pairs of at most 200." */
    static String verdict(StudyPlan plan, PlannedStudy.Verdict found, Names.Known names) {
        return String.format(
                Locale.ROOT,
                "%s is better: decided after %,d %s of at most %,d.",
                policy(plan.policies(), found.policy(), names),
                found.after(),
                found.after() == 1 ? "pair" : "pairs",
                plan.mostBlocks());
    }

    /** "86 of at most 200 pairs". */
    static String soFar(StudyPlan plan, int judged) {
        return String.format(Locale.ROOT, "%,d of at most %,d pairs", judged, plan.mostBlocks());
    }
}
