package dev.parley.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.versus.Evidence;
import dev.parley.core.result.Judge;
import dev.parley.core.result.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StudyWatchTest {
    static StudyPlan plan(int policies, StudyPlan.Rule rule, double alpha, int most) {
        return new StudyPlan(
                "Which is better?",
                IntStream.range(0, policies)
                        .mapToObj(number -> new Version("policy-" + number, "ab".repeat(32)))
                        .toList(),
                List.of(new StudyPlan.Task("bench", "lift", "lift it")),
                Map.of("friction", 0.5),
                -1,
                rule,
                alpha,
                most,
                Judge.SCENE,
                0.2,
                Optional.empty(),
                List.of());
    }

    private static StudyBlock block(int number, int one, int other, boolean oneDone, boolean otherDone) {
        return new StudyBlock(number, one, other, false, 0.5, StudyBlock.State.JUDGED, oneDone, otherDone);
    }

    private static StudyBlock open(int number) {
        return new StudyBlock(number, 0, 1, false, 0.5, StudyBlock.State.OPEN, false, false);
    }

    private static StudyBlock lost(int number) {
        return new StudyBlock(number, 0, 1, false, 0.5, StudyBlock.State.VOID, false, false);
    }

    private static List<StudyBlock> wins(int number) {
        return new ArrayList<>(IntStream.range(0, number)
                .mapToObj(each -> block(each, 0, 1, true, false))
                .toList());
    }

    @Test
    void eightStraightWinsDecideAtTheUsualErrorAndSevenDoNot() {
        StudyPlan plan = plan(2, StudyPlan.Rule.UNTIL_DECIDED, 0.05, 100);

        assertThat(StudyWatch.of(plan, wins(7)).better()).isEmpty();
        StudyWatch decided = StudyWatch.of(plan, wins(8));
        assertThat(decided.better()).contains(new PlannedStudy.Verdict(0, 8));
        assertThat(decided.threshold()).isEqualTo(40);
        assertThat(decided.steps().getLast().forOne()).isCloseTo(56.7778, within(1e-4));
        assertThat(decided.counts()).containsExactly(new Counts(8, 8), new Counts(0, 8));
    }

    @Test
    void verdictStaysWhateverComesAfterIt() {
        StudyPlan plan = plan(2, StudyPlan.Rule.UNTIL_DECIDED, 0.05, 100);
        List<StudyBlock> blocks = wins(8);
        for (int i = 8; i < 40; i++) {
            blocks.add(block(i, 0, 1, false, true));
        }
        assertThat(StudyWatch.of(plan, blocks).better()).contains(new PlannedStudy.Verdict(0, 8));
    }

    @Test
    void blocksEnterInTheOrderInWhichTheyWereDrawnAndLostOnesArePassedOver() {
        StudyPlan plan = plan(2, StudyPlan.Rule.UNTIL_DECIDED, 0.05, 100);
        List<StudyBlock> blocks = new ArrayList<>(List.of(lost(0)));
        for (int i = 1; i <= 4; i++) {
            blocks.add(block(i, 0, 1, true, false));
        }
        blocks.add(open(5));
        for (int i = 6; i <= 12; i++) {
            blocks.add(block(i, 0, 1, true, false));
        }

        StudyWatch waits = StudyWatch.of(plan, blocks);
        assertThat(waits.steps()).hasSize(4);
        assertThat(waits.better()).isEmpty();
        assertThat(waits.judged()).isEqualTo(11);
        assertThat(waits.voided()).isEqualTo(1);
        assertThat(waits.open()).isEqualTo(1);

        blocks.set(5, lost(5));
        assertThat(StudyWatch.of(plan, blocks).better()).contains(new PlannedStudy.Verdict(0, 8));
    }

    @Test
    void blocksThatBothDoSayNothingOfWhoIsBetter() {
        StudyPlan plan = plan(2, StudyPlan.Rule.UNTIL_DECIDED, 0.05, 100);
        List<StudyBlock> blocks = IntStream.range(0, 50)
                .mapToObj(number -> block(number, 0, 1, number % 2 == 0, number % 2 == 0))
                .toList();
        StudyWatch watch = StudyWatch.of(plan, blocks);
        assertThat(watch.steps().getLast().forOne()).isEqualTo(1);
        assertThat(watch.better()).isEmpty();
        assertThat(watch.difference(0.05).orElseThrow().holds(0)).isTrue();
    }

    @Test
    void ofThreePoliciesTheBestHasToBeatBothAtAHigherThreshold() {
        StudyPlan plan = plan(3, StudyPlan.Rule.UNTIL_DECIDED, 0.05, 100);
        assertThat(StudyWatch.of(plan, List.of()).threshold()).isEqualTo(120);
        List<StudyBlock> blocks = new ArrayList<>();
        int enough = Evidence.straightWins(120);
        for (int i = 0; i < enough; i++) {
            blocks.add(block(blocks.size(), 1, 2, true, false));
        }
        assertThat(StudyWatch.of(plan, blocks).better()).as("one of two").isEmpty();
        for (int i = 0; i < enough; i++) {
            blocks.add(block(blocks.size(), 0, 1, false, true));
        }
        StudyWatch watch = StudyWatch.of(plan, blocks);
        assertThat(watch.better()).contains(new PlannedStudy.Verdict(1, 2 * enough));
        assertThat(watch.pairs()).hasSize(2);
        assertThat(watch.difference(0.05)).isEmpty();
    }

    @Test
    void budgetDecidesSoonerThanAStudyWithoutOneAndSaysNothingBeyondItsLastBlock() {
        StudyPlan plan = plan(2, StudyPlan.Rule.BUDGET, 0.1, 50);
        // Published: with 50 blocks at 0.05 a side, the first borders at 8, 9, 10 ... are 8, 9, 10, 10.
        assertThat(StudyWatch.of(plan, wins(7)).better()).isEmpty();
        assertThat(StudyWatch.of(plan, wins(8)).better()).contains(new PlannedStudy.Verdict(0, 8));
        List<StudyBlock> level = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            level.add(block(i, 0, 1, i % 2 == 0, i % 2 == 1));
        }
        for (int i = 50; i < 90; i++) {
            level.add(block(i, 0, 1, true, false));
        }
        assertThat(StudyWatch.of(plan, level).better()).isEmpty();
    }

    @Test
    void ofStudiesOfTwoThatAreAlikeFewerThanTheErrorAreEverDecided() {
        StudyPlan plan = plan(2, StudyPlan.Rule.UNTIL_DECIDED, 0.1, 300);
        int wrong = 0;
        for (int run = 0; run < 400; run++) {
            SplittableRandom random = new SplittableRandom(1000 + run);
            List<StudyBlock> blocks = IntStream.range(0, 300)
                    .mapToObj(number -> block(number, 0, 1, random.nextBoolean(), random.nextBoolean()))
                    .toList();
            wrong += StudyWatch.of(plan, blocks).better().isPresent() ? 1 : 0;
        }
        // At most 40 are expected; 3 standard errors more.
        assertThat(wrong).isLessThanOrEqualTo(58);
    }

    @Test
    void frozenPlanIsReadBackAsItWasAndHasOneDigest() {
        StudyPlan plan = plan(3, StudyPlan.Rule.UNTIL_DECIDED, 0.05, 100);
        String text = FrozenPlan.written(plan);
        assertThat(FrozenPlan.read(text)).isEqualTo(plan);
        assertThat(FrozenPlan.sha256(text)).isEqualTo(FrozenPlan.sha256(FrozenPlan.written(FrozenPlan.read(text))));
        assertThat(FrozenPlan.sha256(FrozenPlan.written(plan(3, StudyPlan.Rule.UNTIL_DECIDED, 0.05, 101))))
                .isNotEqualTo(FrozenPlan.sha256(text));
    }

    @Test
    void blockIsTwoItemsFromOneStart() {
        StudyPlan plan = plan(2, StudyPlan.Rule.UNTIL_DECIDED, 0.05, 100);
        StudyItem one = plan.item(3, 0);
        StudyItem other = plan.item(3, 1);
        assertThat(one.seed()).isEqualTo(other.seed()).isEqualTo(2);
        assertThat(one.conditions()).isEqualTo(other.conditions());
        assertThat(one.policyName()).isNotEqualTo(other.policyName());
        StudyBlock turned = new StudyBlock(3, 0, 1, true, 1, StudyBlock.State.OPEN, false, false);
        assertThat(turned.item(true)).isEqualTo(6);
        assertThat(turned.item(false)).isEqualTo(7);
    }
}
