package dev.parley.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {
    @Test
    void tenSecondsWorthAtOnceThenTheRate() {
        RateLimit limit = new RateLimit(5, 0);
        for (int i = 0; i < 50; i++) {
            assertThat(limit.allows(0)).isTrue();
        }
        assertThat(limit.allows(0)).isFalse();
        assertThat(limit.allows(200_000_000L)).isTrue();
        assertThat(limit.allows(200_000_000L)).isFalse();
    }
}
