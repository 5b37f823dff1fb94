package dev.parley.ui.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.StudyId;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.result.Judge;
import dev.parley.core.result.Version;
import dev.parley.core.study.PlannedStudy;
import dev.parley.core.study.StudyData;
import dev.parley.core.study.StudyPlan;
import dev.parley.core.study.StudyProgress;
import dev.parley.core.study.StudyState;
import dev.parley.core.study.StudyWatch;
import dev.parley.ui.bridge.Names;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchLookTest {
    private static final Names.Known NAMES =
            new Names.Known(Map.of("bench", "Bench"), Map.of("arm", "Arm", "claw", "Claw"), List.of());

    private static PlannedStudy planned(StudyPlan.Rule rule, Optional<PlannedStudy.Verdict> verdict) {
        return planned(rule, verdict, List.of("lift the cube"));
    }

    /** @param said of one task, each way of saying it */
    private static PlannedStudy planned(
            StudyPlan.Rule rule, Optional<PlannedStudy.Verdict> verdict, List<String> said) {
        StudyPlan plan = new StudyPlan(
                "Is Arm better?",
                List.of(new Version("arm", "ab".repeat(32)), new Version("claw", "cd".repeat(32))),
                said.stream()
                        .map(words -> new StudyPlan.Task("bench", "lift", words))
                        .toList(),
                Map.of(),
                1,
                rule,
                0.05,
                200,
                Judge.SCENE,
                0.2,
                Optional.empty(),
                List.of());
        return new PlannedStudy(
                plan,
                "{}",
                "ef".repeat(32),
                said.stream().map(words -> "the cube is lifted").toList(),
                said.stream().map(words -> 200).toList(),
                1,
                Optional.empty(),
                Optional.empty(),
                verdict);
    }

    private static StudyWatch watch(int judged, int voided, int open) {
        return new StudyWatch(
                List.of(new Counts(8, 9), new Counts(1, 9)),
                List.of(new StudyWatch.Step(0, 0, 1, 0, 0, 1, 1, 3), new StudyWatch.Step(1, 0, 1, 8, 8, 56.8, 0.11, 8)),
                40,
                Optional.empty(),
                judged,
                voided,
                open);
    }

    private static WatchLook look(StudyState state, StudyPlan.Rule rule, StudyWatch watch) {
        StudyData study = new StudyData(
                StudyId.random(),
                "ada",
                "arms",
                400,
                state,
                Instant.EPOCH,
                state == StudyState.RUNNING ? Optional.empty() : Optional.of(Instant.EPOCH));
        Optional<PlannedStudy.Verdict> verdict =
                state == StudyState.DECIDED ? Optional.of(new PlannedStudy.Verdict(0, 8)) : Optional.empty();
        return new WatchLook(study, planned(rule, verdict), watch, Optional.empty(), NAMES);
    }

    private static String taskOf(WatchLook watch, String task) {
        StudyProgress.Counts none = new StudyProgress.Counts(0, 0, 0, 0, 0);
        StudyProgress progress = new StudyProgress(
                none, List.of(new StudyProgress.OfTask("arm", "ab".repeat(32), "bench", task, "it is " + task, none)));
        return StudyLook.of(watch.study(), progress, NAMES, List.of(), Optional.of(watch))
                .rows()
                .getFirst()
                .task();
    }

    @Test
    void taskIsCalledByWhatWasSaidAndWhereThatWasMoreThanOneSentenceByWhatIsLookedFor() {
        WatchLook one = look(StudyState.RUNNING, StudyPlan.Rule.UNTIL_DECIDED, watch(2, 0, 0));
        assertThat(taskOf(one, "lift")).isEqualTo("“lift the cube”");
        assertThat(taskOf(one, "drop")).isEqualTo("it is drop");

        PlannedStudy twice =
                planned(StudyPlan.Rule.UNTIL_DECIDED, Optional.empty(), List.of("lift the cube", "take the cube up"));
        WatchLook several = new WatchLook(one.study(), twice, watch(2, 0, 0), Optional.empty(), NAMES);
        assertThat(taskOf(several, "lift")).isEqualTo("it is lift");
    }

    @Test
    void evidenceIsSaidAsOddsWithTheLevelThatDecides() {
        WatchLook look = look(StudyState.RUNNING, StudyPlan.Rule.UNTIL_DECIDED, watch(2, 1, 3));
        assertThat(look.evidence().says())
                .isEqualTo(
                        "After 2 pairs the evidence is 57 to 1 that Arm is better and 0.1 to 1 that Claw is. 40 to 1 decides.");
        assertThat(look.evidence().picture().getValue())
                .contains("ln s1")
                .contains("ln s2")
                .contains("lv s3")
                .doesNotContain("style=");
        assertThat(look.evidence().why())
                .contains("You may look any time")
                .contains("reaches 40")
                .contains("5 %");
        assertThat(look.rest()).contains("1 lost one of their episodes").contains("3 are on their way");
        assertThat(look.soFar()).isEqualTo("2 of at most 200 pairs");
        assertThat(look.evidence().pairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.lost()).isZero());
    }

    @Test
    void budgetHasABoundaryAndSaysWhatIsNeeded() {
        WatchLook look = look(StudyState.RUNNING, StudyPlan.Rule.BUDGET, watch(2, 0, 0));
        assertThat(look.evidence().says()).endsWith("Of these 8, one of them has to have 8.");
        assertThat(look.evidence().why()).contains("never grows");
        assertThat(look.rest()).isEmpty();
        assertThat(look.evidence().picture().getValue()).contains("ln s3");
    }

    @Test
    void verdictNamesWhoAndAfterHowMany() {
        WatchLook look = look(StudyState.DECIDED, StudyPlan.Rule.UNTIL_DECIDED, watch(9, 0, 2));
        assertThat(look.verdict()).isEqualTo("Arm is better: decided after 8 pairs of at most 200.");
        assertThat(look.state()).isEqualTo("Decided");
        assertThat(look.rest()).contains("2 were on their way when it ended").contains("7 wait for one");
        assertThat(look.open()).contains("does not say that they are the same");
    }

    @Test
    void studyBeforeItsFirstPairHasNothingToDraw() {
        StudyWatch nothing =
                new StudyWatch(List.of(new Counts(0, 0), new Counts(0, 0)), List.of(), 40, Optional.empty(), 0, 0, 2);
        WatchLook look = look(StudyState.RUNNING, StudyPlan.Rule.UNTIL_DECIDED, nothing);
        assertThat(look.evidence().empty()).isTrue();
        assertThat(look.difference()).isEmpty();
        assertThat(look.rates()).noneMatch(RateLook::measured);
        assertThat(look.soon()).isEmpty();
    }
}
