package dev.parley.sim.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SuccessRateTest {

    private static final Offset<Double> CLOSE = Offset.offset(5e-5);

    // Reference values from R's prop.test(x, n, correct = FALSE).
    @Test
    void intervalMatchesReferenceValues() {
        assertThat(new SuccessRate(135, 200).low()).isCloseTo(0.6073, CLOSE);
        assertThat(new SuccessRate(135, 200).high()).isCloseTo(0.7361, CLOSE);
        assertThat(new SuccessRate(0, 10).low()).isCloseTo(0, CLOSE);
        assertThat(new SuccessRate(0, 10).high()).isCloseTo(0.2775, CLOSE);
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatThrownBy(() -> new SuccessRate(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SuccessRate(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
