package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockEstimateTest {
    @Test
    void shortestWayOfTheLastEightGivesTheOffset() {
        ClockEstimate estimate = new ClockEstimate();
        estimate.sample(0, 1_000, 1_000, 2);
        for (int i = 0; i < 7; i++) {
            estimate.sample(0, 1_050, 1_060, 200);
        }

        assertThat(estimate.best()).contains(new ClockEstimate.Sample(999, 2));
        estimate.sample(0, 1_100, 1_110, 210);
        assertThat(estimate.best().orElseThrow().roundTripNs()).isEqualTo(190);
    }
}
