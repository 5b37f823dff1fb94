package dev.parley.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.ranking.Davidson.Fit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Reference strengths: the closed form for two policies; four policies by an independent Newton with a slope below 1e-11; the journal
 * citations of Stigler (1994) and Agresti (2002) by R's BradleyTerry2; the four teams of Wikipedia's worked example.
 */
class DavidsonTest {
    private static final Offset<Double> EXACT = within(1e-6);

    @Test
    void twoPoliciesAreTheLogarithmOfTheirOdds() {
        Fit fit = Votes.fit(new Votes().pair(0, 1, 30, 10, 20).cast(), 0);
        assertThat(fit.strengths()).containsExactly(new double[] {Math.log(3) / 2, -Math.log(3) / 2}, EXACT);
        assertThat(fit.ties()).isCloseTo(20 / (2 * Math.sqrt(300)), EXACT);
    }

    @Test
    void fourPoliciesWithTies() {
        Fit fit = Votes.fit(Votes.four().cast(), 0);
        assertThat(fit.strengths()).containsExactly(new double[] {0.891354, 0.025099, -0.350396, -0.566057}, EXACT);
        assertThat(fit.ties()).isCloseTo(0.225846, EXACT);
    }

    @Test
    void ridgeDrawsStrengthsTogether() {
        Fit fit = Votes.fit(Votes.four().cast(), 0.1);
        assertThat(fit.strengths()).containsExactly(new double[] {0.883247, 0.024786, -0.347968, -0.560065}, EXACT);
        assertThat(fit.ties()).isCloseTo(0.225506, EXACT);
    }

    @Test
    void withoutTiesItIsBradleyAndTerry() {
        Votes teams = new Votes()
                .pair(0, 1, 2, 3, 0)
                .pair(0, 3, 1, 4, 0)
                .pair(1, 2, 5, 3, 0)
                .pair(2, 3, 1, 3, 0);
        assertThat(Votes.fit(teams.cast(), 0).strengths())
                .containsExactly(new double[] {-0.446545, 0.042403, -0.415803, 0.819946}, EXACT);
        assertThat(Votes.fit(teams.cast(), 0.1).strengths())
                .containsExactly(new double[] {-0.434514, 0.053668, -0.402186, 0.783032}, EXACT);
    }

    @Test
    void citationsBetweenJournals() {
        double[] strengths = Votes.fit(
                        new Votes()
                                .pair(0, 1, 730, 33, 0)
                                .pair(0, 2, 498, 320, 0)
                                .pair(0, 3, 221, 284, 0)
                                .pair(1, 2, 68, 813, 0)
                                .pair(1, 3, 17, 276, 0)
                                .pair(2, 3, 142, 325, 0)
                                .cast(),
                        0)
                .strengths();
        double[] toFirst = {0, -2.949072, -0.479570, 0.268954};
        for (int i = 0; i < toFirst.length; i++) {
            assertThat(strengths[i] - strengths[0]).as("journal %d", i).isCloseTo(toFirst[i], EXACT);
        }
    }

    @Test
    void onlyTheRidgeHoldsWhoeverNeverLost() {
        Preferences straight = new Votes().pair(0, 1, 5, 0, 0).cast();
        assertThat(Votes.fit(straight, 1).strengths()).containsExactly(new double[] {0.816753, -0.816753}, EXACT);
        assertThat(Votes.fit(straight, 0).strengths()[0]).as("runs away").isGreaterThan(8);
    }

    @Test
    void nothingButTiesIsEven() {
        assertThat(Votes.fit(new Votes().pair(0, 1, 0, 0, 7).cast(), 0.1).strengths())
                .containsExactly(0, 0);
    }
}
