package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadManTest {
    @Test
    void startIsGoodForNoLongerThanTheFirstDeadManTime() {
        assertThat(new DeadMan(
                                Duration.ofMillis(500),
                                Optional.of(Duration.ofMillis(1500)),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(10))
                        .startValidFor())
                .isEqualTo(Duration.ofMillis(1500));
        assertThat(new DeadMan(Duration.ofSeconds(5), Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(60))
                        .startValidFor())
                .isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void timesThatDoNotGrowAreRefusedWithTheirSettings() {
        assertThatThrownBy(() -> new DeadMan(
                        Duration.ofSeconds(5), Optional.empty(), Duration.ofSeconds(60), Duration.ofSeconds(60)))
                .hasMessageContaining("parley.gateway.simulator");
    }
}
