package dev.parley.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LiveRankingTest {
    private static final double RIDGE = 0.1;
    private static final int ROUNDS = 400;
    private static final int POLICIES = 6;

    private final SplittableRandom random = new SplittableRandom(12);

    /** The same votes in both. */
    private void vote(LiveRanking live, Preferences.Collector all, int voters, int votes, int policies) {
        for (int vote = 0; vote < votes; vote++) {
            int voter = random.nextInt(voters);
            int left = random.nextInt(policies);
            int right = (left + 1 + random.nextInt(policies - 1)) % policies;
            double better = 1 / (1 + Math.exp((left - right) / 4.0));
            Choice choice =
                    random.nextInt(5) == 0 ? Choice.TIE : random.nextDouble() < better ? Choice.LEFT : Choice.RIGHT;
            live.add(voter, left, right, choice, 1);
            all.add(voter, left, right, choice, 1);
        }
    }

    @Test
    void carriedOnStandingsAreThoseReckonedAnew() {
        LiveRanking live = new LiveRanking(RIDGE, ROUNDS, 3);
        Preferences.Collector all = new Preferences.Collector();
        vote(live, all, 1000, 20_000, POLICIES);
        assertThat(live.ranking()).isEqualTo(Ranking.of(all.collected(), RIDGE, ROUNDS, 3));
        for (int refresh = 0; refresh < 3; refresh++) {
            vote(live, all, 1050, 100, POLICIES);
            List<Standing> carried = live.ranking().islands().getFirst().standings();
            List<Standing> anew = Ranking.of(all.collected(), RIDGE, ROUNDS, 3)
                    .islands()
                    .getFirst()
                    .standings();
            assertThat(carried)
                    .extracting(Standing::policy)
                    .isEqualTo(anew.stream().map(Standing::policy).toList());
            assertThat(carried)
                    .extracting(Standing::tally)
                    .isEqualTo(anew.stream().map(Standing::tally).toList());
            for (int place = 0; place < POLICIES; place++) {
                assertThat(carried.get(place).strength())
                        .isCloseTo(anew.get(place).strength(), within(1e-8));
                Standing.Interval one = carried.get(place).interval().orElseThrow();
                Standing.Interval other = anew.get(place).interval().orElseThrow();
                // Some hundredths of its width.
                assertThat(one.low()).isCloseTo(other.low(), within(0.001));
                assertThat(one.high()).isCloseTo(other.high(), within(0.001));
            }
        }
    }

    @Test
    void newPolicyIsReckonedAnew() {
        LiveRanking live = new LiveRanking(RIDGE, ROUNDS, 3);
        Preferences.Collector all = new Preferences.Collector();
        vote(live, all, 1000, 20_000, POLICIES);
        live.ranking();
        vote(live, all, 1000, 50, POLICIES + 1);
        assertThat(live.ranking()).isEqualTo(Ranking.of(all.collected(), RIDGE, ROUNDS, 3));
    }

    @Test
    void manyNewVotesAreReckonedAnewAndNoNewVotesNotAtAll() {
        LiveRanking live = new LiveRanking(RIDGE, ROUNDS, 3);
        Preferences.Collector all = new Preferences.Collector();
        vote(live, all, 1000, 20_000, POLICIES);
        Ranking first = live.ranking();
        assertThat(live.ranking()).isSameAs(first);
        vote(live, all, 1000, 2_000, POLICIES);
        assertThat(live.ranking()).isEqualTo(Ranking.of(all.collected(), RIDGE, ROUNDS, 3));
    }

    @Test
    void fewVotersAreAlwaysDrawnAnew() {
        LiveRanking live = new LiveRanking(RIDGE, ROUNDS, 3);
        Preferences.Collector all = new Preferences.Collector();
        vote(live, all, 20, 3000, POLICIES);
        live.ranking();
        vote(live, all, 20, 5, POLICIES);
        assertThat(live.ranking()).isEqualTo(Ranking.of(all.collected(), RIDGE, ROUNDS, 3));
    }

    /**
     * Rounds of many voters are of the same kind as those of few: with replacement, or by Poisson numbers, the spread
     * is the same.
     */
    @Test
    void manyVotersCountAsOftenAsDrawingWithReplacementWouldLetThem() {
        VoterDraw draw = new VoterDraw(8);
        int[] times = new int[20_000];
        double mean = 0;
        double squares = 0;
        double none = 0;
        for (int round = 0; round < 20; round++) {
            draw.draw(round, times);
            for (int voter = 0; voter < times.length; voter++) {
                mean += times[voter] / 400_000.0;
                squares += times[voter] * times[voter] / 400_000.0;
                none += times[voter] == 0 ? 1 / 400_000.0 : 0;
                assertThat(times[voter]).isEqualTo(draw.of(round, voter));
            }
        }
        assertThat(mean).isCloseTo(1, within(0.006));
        assertThat(squares - mean * mean).isCloseTo(1, within(0.015));
        assertThat(none).isCloseTo(Math.exp(-1), within(0.004));
    }
}
