package dev.parley.core.analysis.allocation;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopTwoTest {
    private static final List<Counts> FOUR =
            List.of(new Counts(7, 10), new Counts(12, 20), new Counts(3, 4), new Counts(1, 9));
    private static final int DRAWS = 40_000;

    @Test
    void chanceToLeadIsThatOfTheDraws() {
        double[] chances = Leading.chances(FOUR);
        SplittableRandom random = new SplittableRandom(2);
        double[] leads = new double[4];
        for (int draw = 0; draw < DRAWS; draw++) {
            int leader = 0;
            double most = 0;
            for (int policy = 0; policy < 4; policy++) {
                Counts own = FOUR.get(policy);
                double rate = Draws.beta(random, own.successes() + 1.0, own.failures() + 1.0);
                leader = rate > most ? policy : leader;
                most = Math.max(rate, most);
            }
            leads[leader] += 1.0 / DRAWS;
        }
        near(chances, leads);
        assertThat(Arrays.stream(chances).sum()).isCloseTo(1, EXACT);
        // Of two that are alike, each leads with one half; (2/3, 1/3) for one success against nothing (Thompson 1933).
        assertThat(Leading.chances(List.of(new Counts(3, 5), new Counts(3, 5)))[0])
                .isCloseTo(0.5, EXACT);
        assertThat(Leading.chances(List.of(new Counts(1, 1), new Counts(0, 0)))[0])
                .isCloseTo(2.0 / 3, within(1e-5));
    }

    @Test
    void nextPolicyComesAsOftenAsItsChanceSays() {
        TopTwo rule = new TopTwo(0, TopTwo.LEADER);
        SplittableRandom random = new SplittableRandom(5);
        double[] tried = new double[4];
        for (int draw = 0; draw < DRAWS; draw++) {
            tried[rule.next(FOUR, random)] += 1.0 / DRAWS;
        }
        near(Leading.topTwo(FOUR), tried);
    }

    @Test
    void severalPairsAreThoseThatComeOneAfterTheOther() {
        PairDesk desk = new PairDesk(0.2);
        SplittableRandom random = new SplittableRandom(11);
        List<PairDesk.Pair> single =
                IntStream.range(0, 8).mapToObj(place -> desk.next(FOUR, random)).toList();

        assertThat(desk.next(FOUR, 8, new SplittableRandom(11))).isEqualTo(single);
    }

    @Test
    void pairsComeAsOftenAsTheyAreLoggedToAndNoneLessThanItsEvenShare() {
        PairDesk desk = new PairDesk(0.2);
        double[][] table = desk.propensities(FOUR);
        double[][] drawn = new double[4][4];
        SplittableRandom random = new SplittableRandom(7);
        for (int draw = 0; draw < DRAWS / 20; draw++) {
            PairDesk.Pair pair = desk.next(FOUR, random);
            assertThat(pair.propensity()).isEqualTo(table[pair.first()][pair.second()]);
            drawn[pair.first()][pair.second()] += 20.0 / DRAWS;
        }
        double sum = 0;
        for (int second = 1; second < 4; second++) {
            for (int first = 0; first < second; first++) {
                assertThat(table[first][second]).isGreaterThanOrEqualTo(0.2 / 6);
                assertThat(drawn[first][second]).isCloseTo(table[first][second], within(0.035));
                sum += table[first][second];
            }
        }
        assertThat(sum).isCloseTo(1, EXACT);
        // Even a policy that surely leads is paired with all others.
        double[][] sure = desk.propensities(List.of(new Counts(500, 500), new Counts(0, 500), new Counts(0, 500)));
        assertThat(sure[1][2]).isCloseTo(0.2 / 3, within(1e-3));
    }

    @Test
    void sharesOutsideOfZeroToOneAreRefused() {
        assertThatThrownBy(() -> new PairDesk(0)).hasMessageContaining("without a chance");
        assertThatThrownBy(() -> new TopTwo(1.2, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PairDesk(0.2).propensities(List.of(new Counts(0, 0))))
                .hasMessage("1 policies are no pair");
        assertThat(new TopTwo().next(List.of(new Counts(0, 0)), new SplittableRandom(1)))
                .isZero();
    }

    private static void near(double[] chances, double[] shares) {
        for (int policy = 0; policy < chances.length; policy++) {
            double error = Math.sqrt(chances[policy] * (1 - chances[policy]) / DRAWS);
            assertThat(shares[policy]).isCloseTo(chances[policy], within(4 * error + 1e-9));
        }
    }
}
