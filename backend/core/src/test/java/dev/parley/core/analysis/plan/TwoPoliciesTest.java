package dev.parley.core.analysis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TwoPoliciesTest {
    private static final int PLAYS = 4000;

    /** Where the budget is ample, a study that stops when it is decided needs little more than half of a fixed one. */
    @Test
    void studyThatStopsWhenDecidedSavesFortyOfAHundredBlocks() {
        TwoPolicies found = TwoPolicies.of(0.9, 0.5, 0.1, 50, PLAYS, 5);
        assertThat(found.found()).isCloseTo(0.997, within(0.005));
        assertThat(found.mean()).isCloseTo(19.0, within(0.6));
        assertThat(found.saving()).isGreaterThan(0.4);
        assertThat(TwoPolicies.of(0.8, 0.5, 0.1, 100, PLAYS, 5).saving()).isGreaterThan(0.4);
    }

    /** Two thousand that all find it leave open that one in some hundred does not: 120 pairs of a fixed design do as well, not 2,000. */
    @Test
    void whereEveryPlayFindsTheBetterOneTheFixedDesignIsNoneThatNeverFails() {
        TwoPolicies found = TwoPolicies.of(0.8, 0.5, 0.05, 200, 2000, 20_261_122);
        assertThat(found.found()).isEqualTo(1);
        assertThat(found.fixed()).isBetween(100, 140);
        assertThat(found.saving()).isBetween(0.5, 0.7);
        // So far apart that a handful of pairs tells them, a boundary that spends little at first saves nothing.
        assertThat(TwoPolicies.of(1, 0, 0.05, 200, 200, 5).saving()).isNegative();
    }

    @Test
    void scarceBudgetSavesLess() {
        assertThat(TwoPolicies.of(0.7, 0.5, 0.1, 50, PLAYS, 5).saving()).isBetween(-0.1, 0.4);
    }

    /** Six straight wins are 2 of 64, five are 2 of 32: at 0.05 the sixth decides. */
    @Test
    void powerOfMcNemarsTestByHand() {
        // Nothing is ever lost, and every block parts the two.
        assertThat(TwoPolicies.power(1, 0, 0.05, 5)).isZero();
        assertThat(TwoPolicies.power(1, 0, 0.05, 6)).isCloseTo(1, within(1e-12));
        // Neither is better: less than half of the error falls on one side.
        assertThat(TwoPolicies.power(0.5, 0.5, 0.05, 400)).isBetween(0.01, 0.025);
        assertThat(TwoPolicies.fixed(1, 0, 0.05, 0.9)).isEqualTo(6);
        assertThatThrownBy(() -> TwoPolicies.of(0.5, 0.5, 0.05, 10, 10, 1)).hasMessageContaining("not better");
    }
}
