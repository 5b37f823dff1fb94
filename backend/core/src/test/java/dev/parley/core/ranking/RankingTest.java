package dev.parley.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.ranking.Preferences.Collector;
import dev.parley.core.ranking.Ranked.Upset;
import dev.parley.core.ranking.Standing.Interval;
import dev.parley.core.ranking.Standing.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final double RIDGE = 0.1;
    private static final int ROUNDS = 1000;

    private static Ranking of(Votes votes) {
        return Ranking.of(votes.cast(), RIDGE, ROUNDS, 7);
    }

    @Test
    void nobodyHasCompared() {
        assertThat(of(new Votes()).islands()).isEmpty();
    }

    @Test
    void policiesThatAreToldApartHaveAPlaceAndATierEach() {
        Ranked all = of(new Votes()
                        .pair(0, 1, 80, 10, 10)
                        .pair(1, 2, 80, 10, 10)
                        .pair(0, 2, 90, 5, 5))
                .islands()
                .getFirst();
        assertThat(all.bounded()).isTrue();
        assertThat(all.standings()).extracting(Standing::policy).containsExactly(0, 1, 2);
        assertThat(all.standings()).extracting(Standing::firstPlace).containsExactly(1, 2, 3);
        assertThat(all.standings()).extracting(Standing::lastPlace).containsExactly(1, 2, 3);
        assertThat(all.standings()).extracting(Standing::tier).containsExactly(0, 1, 2);
        for (Standing standing : all.standings()) {
            Interval interval = standing.interval().orElseThrow();
            assertThat(standing.strength()).isBetween(interval.low(), interval.high());
        }
    }

    @Test
    void policiesThatNothingPartsShareATier() {
        Ranked all = of(new Votes().pair(0, 1, 22, 20, 5).pair(1, 2, 80, 10, 10).pair(0, 2, 80, 10, 5))
                .islands()
                .getFirst();
        assertThat(all.standings()).extracting(Standing::tier).containsExactly(0, 0, 1);
        assertThat(all.standings()).extracting(Standing::firstPlace).containsExactly(1, 1, 3);
        assertThat(all.standings()).extracting(Standing::lastPlace).containsExactly(2, 2, 3);
    }

    @Test
    void sameSeedGivesTheSameIntervalsAndAnotherSeedOthers() {
        Preferences cast = Votes.four().cast();
        assertThat(Ranking.of(cast, RIDGE, 100, 3)).isEqualTo(Ranking.of(cast, RIDGE, 100, 3));
        assertThat(Ranking.of(cast, RIDGE, 100, 3).islands())
                .isNotEqualTo(Ranking.of(cast, RIDGE, 100, 4).islands());
    }

    /** With every vote by another person, the rounds' spread is the error that theory gives: 0.2555 for the first of the four. */
    @Test
    void independentVotesGiveTheIntervalOfTheory() {
        Interval interval = of(Votes.four())
                .islands()
                .getFirst()
                .standings()
                .getFirst()
                .interval()
                .orElseThrow();
        assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * 0.2555, within(0.2));
    }

    /** More voters than rounds: if one round went on where another began, the rounds would be alike and the interval too short. */
    @Test
    void roundsOfManyVotersAreDrawnIndependently() {
        double theory = 1.96 / Math.sqrt(2_000);
        for (long seed = 1; seed <= 3; seed++) {
            Standing first = Ranking.of(new Votes().pair(0, 1, 1_000, 1_000, 0).cast(), RIDGE, ROUNDS, seed)
                    .islands()
                    .getFirst()
                    .standings()
                    .getFirst();
            Interval interval = first.interval().orElseThrow();
            assertThat(interval.high()).isCloseTo(theory, within(0.15 * theory));
            assertThat(interval.low()).isCloseTo(-theory, within(0.15 * theory));
        }
    }

    @Test
    void tenVotesOfOnePersonSayLessThanTenOfTenPeople() {
        Collector crowd = new Collector();
        Collector few = new Collector();
        SplittableRandom random = new SplittableRandom(11);
        for (int person = 0; person < 30; person++) {
            Choice taste = random.nextInt(10) < 6 ? Choice.LEFT : Choice.RIGHT;
            for (int i = 0; i < 10; i++) {
                few.add(person, 0, 1, taste, 1);
                crowd.add(10 * person + i, 0, 1, taste, 1);
            }
        }
        assertThat(width(few)).isGreaterThan(2 * width(crowd));
    }

    private static double width(Collector collector) {
        Interval interval = Ranking.of(collector.collected(), RIDGE, ROUNDS, 7)
                .islands()
                .getFirst()
                .standings()
                .getFirst()
                .interval()
                .orElseThrow();
        return interval.high() - interval.low();
    }

    @Test
    void oneVoterGivesNoIntervalAndPartsNobody() {
        Collector alone = new Collector();
        for (int i = 0; i < 50; i++) {
            alone.add(0, 0, 1, Choice.LEFT, 1);
        }
        Ranked all = Ranking.of(alone.collected(), RIDGE, ROUNDS, 7).islands().getFirst();
        assertThat(all.standings())
                .allSatisfy(standing -> assertThat(standing.interval()).isEmpty());
        assertThat(all.standings()).extracting(Standing::tier).containsExactly(0, 0);
        assertThat(all.standings()).extracting(Standing::lastPlace).containsExactly(2, 2);
    }

    @Test
    void policiesThatNobodyComparedWithEachOtherAreRankedApart() {
        Ranking ranking = of(new Votes().pair(0, 1, 5, 5, 0).pair(2, 3, 9, 3, 1).pair(3, 4, 4, 4, 0));
        assertThat(ranking.islands())
                .extracting(island -> island.standings().stream()
                        .map(Standing::policy)
                        .sorted()
                        .toList())
                .containsExactly(List.of(2, 3, 4), List.of(0, 1));
    }

    @Test
    void policyThatNeverLostIsMarkedAndHeldByTheRidgeAlone() {
        Ranked all = of(new Votes().pair(0, 1, 6, 0, 0).pair(0, 2, 4, 0, 0).pair(1, 2, 3, 3, 0))
                .islands()
                .getFirst();
        assertThat(all.bounded()).isFalse();
        assertThat(all.standings().getFirst().mark()).isEqualTo(Mark.UNDEFEATED);
        assertThat(all.standings())
                .filteredOn(standing -> standing.mark() == Mark.NONE)
                .hasSize(2);
        Ranked weak = of(new Votes().pair(0, 1, 6, 0, 0)).islands().getFirst();
        assertThat(weak.standings()).extracting(Standing::mark).containsExactly(Mark.UNDEFEATED, Mark.WINLESS);
        Ranked tied = of(new Votes().pair(0, 1, 6, 0, 1)).islands().getFirst();
        assertThat(tied.standings()).extracting(Standing::mark).containsOnly(Mark.NONE);
        assertThat(tied.bounded()).isTrue();
    }

    /** Of 30 to 10, ten turned votes give 20 to 20 and the eleventh the lead; ties between turn half as much. */
    @Test
    void leadOfTwoPoliciesFallsWithElevenVotes() {
        assertThat(of(new Votes().pair(0, 1, 30, 10, 0)).islands().getFirst().upset())
                .contains(new Upset(11, 1));
        assertThat(of(new Votes().pair(0, 1, 30, 10, 20)).islands().getFirst().upset())
                .contains(new Upset(11, 1));
        assertThat(of(new Votes().pair(0, 1, 5, 0, 0)).islands().getFirst().upset())
                .contains(new Upset(3, 1));
        assertThat(of(new Votes().pair(0, 1, 5, 5, 3)).islands().getFirst().upset())
                .as("nobody leads")
                .isEmpty();
        assertThat(of(new Votes().pair(0, 1, 1, 0, 8)).islands().getFirst().upset())
                .contains(new Upset(1, 1));
    }

    /** Every way to turn up to three votes is tried: none with fewer changes the leader, and one with as many does. */
    @Test
    void noFewerVotesWouldChangeTheFirstPlace() {
        Preferences cast = new Votes()
                .pair(0, 1, 5, 3, 1)
                .pair(1, 2, 6, 3, 0)
                .pair(0, 2, 4, 3, 1)
                .cast();
        Upset upset = Ranking.of(cast, RIDGE, 1, 7).islands().getFirst().upset().orElseThrow();
        Island island = Votes.island(cast);
        assertThat(upset.votes()).isBetween(1, 3);
        assertThat(changes(island, island.own(cast.sums()), upset.votes() - 1)).isFalse();
        assertThat(changes(island, island.own(cast.sums()), upset.votes())).isTrue();
    }

    private static boolean changes(Island island, double[] sums, int votes) {
        if (leader(island, sums) != 0) {
            return true;
        }
        if (votes == 0) {
            return false;
        }
        for (int from = 0; from < sums.length; from++) {
            for (int to = from - from % 3; to < from - from % 3 + 3; to++) {
                if (from != to && sums[from] > 0) {
                    double[] turned = Arrays.copyOf(sums, sums.length);
                    turned[from]--;
                    turned[to]++;
                    if (changes(island, turned, votes - 1)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static int leader(Island island, double[] sums) {
        double[] strengths = new Davidson(island.size(), island.first, island.second, RIDGE, 1e-9)
                .fit(sums, Davidson.Fit.even(island.size()))
                .strengths();
        int leader = 0;
        for (int policy = 1; policy < strengths.length; policy++) {
            if (strengths[policy] > strengths[leader] + 1e-9) {
                leader = policy;
            }
        }
        return leader;
    }

    @Test
    void chanceToBePreferredIsThatOfTheModel() {
        assertThat(Standing.preferred(0, 0.4)).isCloseTo(0.5, within(1e-12));
        assertThat(Standing.preferred(Math.log(3), 0)).isCloseTo(0.75, within(1e-12));
        assertThat(Standing.preferred(2, 0.4) + Standing.preferred(-2, 0.4)).isCloseTo(1, within(1e-12));
    }

    @Test
    void withoutARidgeOrARoundNothingIsReckoned() {
        Preferences cast = Votes.four().cast();
        assertThatThrownBy(() -> Ranking.of(cast, 0, 10, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ranking.of(cast, RIDGE, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
