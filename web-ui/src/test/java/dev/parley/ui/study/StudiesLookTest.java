package dev.parley.ui.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.StudyId;
import dev.parley.core.result.Judge;
import dev.parley.core.result.Version;
import dev.parley.core.study.ListedStudy;
import dev.parley.core.study.PlannedStudy;
import dev.parley.core.study.StudyData;
import dev.parley.core.study.StudyPlan;
import dev.parley.core.study.StudyState;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.words.Sign;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StudiesLookTest {
    private static final Names.Known NAMES =
            new Names.Known(Map.of(), Map.of("arm", "Arm, early", "claw", "Claw"), List.of());
    private static final Version ARM = new Version("arm", "ab".repeat(32));
    private static final Version CLAW = new Version("claw", "cd".repeat(32));

    private static StudyData study(StudyState state) {
        return new StudyData(
                StudyId.random(),
                "@rosa",
                "arms",
                400,
                state,
                Instant.EPOCH,
                state == StudyState.RUNNING ? Optional.empty() : Optional.of(Instant.EPOCH));
    }

    private static ListedLook planned(StudyState state, Optional<PlannedStudy.Verdict> verdict) {
        StudyPlan plan = new StudyPlan(
                "Is Arm better?",
                List.of(ARM, CLAW),
                List.of(new StudyPlan.Task("bench", "lift", "lift the cube")),
                Map.of(),
                1,
                StudyPlan.Rule.UNTIL_DECIDED,
                0.05,
                1200,
                Judge.SCENE,
                0.2,
                Optional.empty(),
                List.of());
        return new ListedLook(new ListedStudy(study(state), Optional.of(plan), verdict, plan.policies(), 86), NAMES);
    }

    private static ListedLook items(StudyState state, Version... policies) {
        return new ListedLook(
                new ListedStudy(study(state), Optional.empty(), Optional.empty(), List.of(policies), 5), NAMES);
    }

    @Test
    void plannedStudyIsListedByItsQuestionWithItsPoliciesAndHowFarItIs() {
        ListedLook look = planned(StudyState.RUNNING, Optional.empty());

        assertThat(look.title()).isEqualTo("Is Arm better?");
        assertThat(look.name()).isEqualTo("arms");
        assertThat(look.submitter()).isEqualTo("@rosa");
        assertThat(look.policies()).isEqualTo("Arm, early · Claw");
        assertThat(look.soFar()).isEqualTo("86 of at most 1,200 pairs");
        assertThat(look.found()).isEmpty();
        assertThat(look.address()).isEqualTo("/studies/" + look.id());
    }

    @Test
    void verdictIsOneLineAndAStudyThatEndedWithoutOneSaysSo() {
        assertThat(planned(StudyState.DECIDED, Optional.of(new PlannedStudy.Verdict(1, 86)))
                        .found())
                .isEqualTo("Claw is better: decided after 86 pairs of at most 1,200.");
        assertThat(planned(StudyState.COMPLETED, Optional.empty()).found()).contains("could not tell");
        assertThat(planned(StudyState.WITHDRAWN, Optional.empty()).found()).isEmpty();
        assertThat(items(StudyState.COMPLETED, ARM).found()).isEmpty();
    }

    @Test
    void listedItemsAreCalledByTheirNameAndCountedAsEpisodes() {
        ListedLook look = items(StudyState.RUNNING, ARM);

        assertThat(look.title()).isEqualTo("arms");
        assertThat(look.name()).isEmpty();
        assertThat(look.soFar()).isEqualTo("5 of 400 episodes have ended");
    }

    @Test
    void policiesBeyondTheFourthAreCountedAndVersionsOfOneAreToldApart() {
        Version[] five = IntStream.range(0, 5)
                .mapToObj(number -> new Version("p" + number, "ab".repeat(32)))
                .toArray(Version[]::new);
        assertThat(items(StudyState.RUNNING, five).policies()).isEqualTo("p0 · p1 · p2 · p3 · and 1 more");
        assertThat(items(StudyState.RUNNING, Arrays.copyOf(five, 4)).policies()).isEqualTo("p0 · p1 · p2 · p3");
        assertThat(items(StudyState.RUNNING, CLAW, new Version("claw", "ef".repeat(32)))
                        .policies())
                .isEqualTo("Claw cdcdcdcdcdcd · Claw efefefefefef");
    }

    @Test
    void everyStateHasItsOwnWordAndShape() {
        List<Sign> signs =
                Arrays.stream(StudyState.values()).map(ListedLook::sign).toList();
        assertThat(signs).extracting(Sign::word).containsExactly("Running", "Complete", "Decided", "Withdrawn");
        assertThat(signs).extracting(Sign::glyph).doesNotHaveDuplicates();
    }

    @Test
    void pageThatIsFullAndHasMoreBehindItSaysWhereToGoOn() {
        List<ListedStudy> found = Stream.generate(() -> items(StudyState.COMPLETED, ARM))
                .limit(StudiesLook.READ)
                .map(ListedLook::listed)
                .toList();
        StudiesLook more = StudiesLook.of(found, Optional.empty(), NAMES);
        assertThat(more.rows()).hasSize(StudiesLook.PAGE);
        assertThat(more.older())
                .isEqualTo("/studies?after=" + found.get(StudiesLook.PAGE - 1).id());
        assertThat(more.paged()).isFalse();

        StudiesLook last = StudiesLook.of(found.subList(0, StudiesLook.PAGE), Optional.of(StudyId.random()), NAMES);
        assertThat(last.rows()).hasSize(StudiesLook.PAGE);
        assertThat(last.older()).isEmpty();
        assertThat(last.paged()).isTrue();
        assertThat(StudiesLook.of(List.of(), Optional.empty(), NAMES).rows()).isEmpty();
    }
}
