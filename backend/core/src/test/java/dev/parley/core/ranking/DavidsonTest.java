package dev.parley.core.ranking;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.ranking.Davidson.Bend;
import dev.parley.core.ranking.Davidson.Fit;
import org.junit.jupiter.api.Test;

/** Against strengths that others published or reckoned; {@code analysis/strengths.json} says whose. */
class DavidsonTest {
    private static final Reference FILE = Reference.of("strengths");

    private static Preferences cast(Reference row) {
        Votes votes = new Votes();
        row.all("pairs").stream()
                .map(Reference::counts)
                .forEach(pair -> votes.pair(pair[0], pair[1], pair[2], pair[3], pair[4]));
        return votes.cast();
    }

    private static Davidson model(Preferences preferences, double ridge) {
        Island island = Votes.island(preferences);
        return new Davidson(island.size(), island.first, island.second, ridge, 1e-9);
    }

    @Test
    void twoPoliciesAreTheLogarithmOfTheirOdds() {
        Reference row = FILE.at("two");
        Preferences cast = cast(row);
        Fit fit = Votes.fit(cast, 0);
        assertThat(fit.strengths()).containsExactly(row.numbers("strengths"), EXACT);
        assertThat(fit.strengths()).containsExactly(new double[] {Math.log(3) / 2, -Math.log(3) / 2}, EXACT);
        assertThat(fit.ties()).isCloseTo(row.number("ties"), EXACT);
        assertThat(fit.ties()).isCloseTo(20 / (2 * Math.sqrt(300)), EXACT);
        Bend bend = model(cast, 0).bend(cast.sums(), fit);
        assertThat(StrengthErrors.ofStrengths(bend, 2)).containsExactly(row.numbers("errors"), EXACT);
        assertThat(StrengthErrors.ofLogTies(bend, 2)).isCloseTo(row.number("errorOfLogTies"), EXACT);
    }

    @Test
    void fourPoliciesWithTies() {
        Reference row = FILE.at("four");
        Preferences cast = cast(row);
        Fit fit = Votes.fit(cast, 0);
        assertThat(fit.strengths()).containsExactly(row.numbers("strengths"), EXACT);
        assertThat(fit.ties()).isCloseTo(row.number("ties"), EXACT);
        Bend bend = model(cast, 0).bend(cast.sums(), fit);
        assertThat(StrengthErrors.ofStrengths(bend, 4)).containsExactly(row.numbers("errors"), EXACT);
        assertThat(StrengthErrors.ofLogTies(bend, 4)).isCloseTo(row.number("errorOfLogTies"), EXACT);
        // What does not depend on strengths: ln 2 for each of the nineteen ties.
        double ties = 4 + 3 + 1 + 6 + 3 + 2;
        assertThat(-model(cast, 0).logLikelihood(cast.sums(), fit) - ties * Math.log(2))
                .isCloseTo(row.number("lostLogLikelihood"), EXACT);
        for (int policy = 0; policy < 4; policy++) {
            assertThat(Scale.ROBO_ARENA.of(fit.strengths()[policy])).isCloseTo(row.numbers("scale")[policy], EXACT);
        }
    }

    @Test
    void ridgeDrawsStrengthsTogether() {
        Reference row = FILE.at("four");
        Fit fit = Votes.fit(cast(row), 0.1);
        assertThat(fit.strengths()).containsExactly(row.numbers("ridged"), EXACT);
        assertThat(fit.ties()).isCloseTo(row.number("ridgedTies"), EXACT);
    }

    @Test
    void tiesAsHalfWinsAreAnotherModel() {
        Reference row = FILE.at("four");
        Preferences cast = cast(row);
        Fit fit = model(cast, 0).fit(HalfWins.of(cast.sums()), Fit.even(4));
        assertThat(fit.strengths()).containsExactly(row.numbers("halfWins"), EXACT);
        assertThat(fit.ties()).isZero();
    }

    @Test
    void withoutTiesItIsBradleyAndTerry() {
        Reference row = FILE.at("teams");
        Preferences cast = cast(row);
        Fit fit = Votes.fit(cast, 0);
        assertThat(fit.strengths()).containsExactly(row.numbers("strengths"), EXACT);
        for (int team = 0; team < 4; team++) {
            assertThat(Math.exp(fit.strengths()[team])).isCloseTo(row.numbers("odds")[team], EXACT);
            assertThat(Scale.ARENA.of(fit.strengths()[team])).isCloseTo(row.numbers("scale")[team], EXACT);
        }
        assertThat(Votes.fit(cast, 0.1).strengths()).containsExactly(row.numbers("ridged"), EXACT);
        Bend bend = model(cast, 0).bend(cast.sums(), fit);
        assertThat(StrengthErrors.ofStrengths(bend, 4)).containsExactly(row.numbers("errors"), EXACT);
        assertThat(StrengthErrors.ofLogTies(bend, 4)).isNaN();
        assertThat(StrengthErrors.byVoters(cast, Votes.island(cast), fit, bend))
                .containsExactly(row.numbers("sandwich"), EXACT);
    }

    @Test
    void citationsBetweenJournals() {
        double[] strengths = Votes.fit(cast(FILE.at("journals")), 0).strengths();
        double[] toFirst = FILE.at("journals").numbers("toFirst");
        for (int i = 0; i < toFirst.length; i++) {
            assertThat(strengths[i] - strengths[0]).as("journal %d", i).isCloseTo(toFirst[i], EXACT);
        }
    }

    @Test
    void baseballTeamsOfAgresti() {
        double[] strengths = Votes.fit(cast(FILE.at("baseball")), 0).strengths();
        double[] toLast = FILE.at("baseball").numbers("toLast");
        for (int i = 0; i < toLast.length; i++) {
            assertThat(strengths[i] - strengths[6]).as("team %d", i).isCloseTo(toLast[i], within(0.005));
        }
    }

    @Test
    void onlyTheRidgeHoldsWhoeverNeverLost() {
        Reference row = FILE.at("undefeated");
        Preferences straight = new Votes().pair(0, 1, row.count("won"), 0, 0).cast();
        assertThat(Votes.fit(straight, row.number("ridge")).strengths())
                .containsExactly(row.numbers("strengths"), EXACT);
        assertThat(Votes.fit(straight, 0).strengths()[0]).as("runs away").isGreaterThan(8);
    }

    /** By steps with how slopes fell elsewhere, for votes near and far from those. */
    @Test
    void nearVotesAreFoundByTheSameFall() {
        Preferences cast = cast(FILE.at("four"));
        Davidson model = model(cast, 0.1);
        double[] sums = cast.sums();
        Fit fit = model.fit(sums, Fit.even(4));
        Bend bend = model.bend(sums, fit);
        for (double more : new double[] {0, 0.5, 3, 400}) {
            double[] other = sums.clone();
            other[0] += more;
            other[7] += more / 2;
            assertThat(model.near(other, fit, bend).strengths())
                    .containsExactly(model.fit(other, Fit.even(4)).strengths(), EXACT);
        }
        double[] untied = HalfWins.of(sums);
        assertThat(model.near(untied, fit, bend).ties()).isZero();
    }

    @Test
    void nothingButTiesIsEven() {
        assertThat(Votes.fit(new Votes().pair(0, 1, 0, 0, 7).cast(), 0.1).strengths())
                .containsExactly(0, 0);
    }
}
