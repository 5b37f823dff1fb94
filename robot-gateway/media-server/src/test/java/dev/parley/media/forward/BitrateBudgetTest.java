package dev.parley.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BitrateBudgetTest {

    private final BitrateBudget budget = new BitrateBudget(3_000_000);

    @Test
    void cleanNetworkGetsTheCap() {
        assertThat(budget.next()).isEqualTo(3_000_000);
    }

    @Test
    void slowestViewerIsHeardDownToTheFloorAndForgottenWhenItRecovers() {
        for (int i = 0; i < 30; i++) {
            budget.lost(3);
            budget.lost(64);
            budget.next();
        }
        assertThat(budget.next()).isBetween(400_000L, 440_000L);
        for (int i = 0; i < 40; i++) {
            budget.next();
        }
        assertThat(budget.next()).isEqualTo(3_000_000);
    }

    @Test
    void someLossChangesNothing() {
        budget.lost(64);
        long lowered = budget.next();
        budget.lost(15);
        assertThat(budget.next()).isEqualTo(lowered);
    }
}
