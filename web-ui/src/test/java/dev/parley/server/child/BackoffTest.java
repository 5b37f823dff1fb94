package dev.parley.server.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void everyDeathInARowWaitsTwiceAsLongButNeverMoreThanHalfAMinute() {
        Backoff backoff = new Backoff();
        assertThat(backoff.afterDeath(NOON)).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.afterDeath(NOON.plusSeconds(5))).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            backoff.afterDeath(NOON.plusSeconds(10 + i));
        }
        assertThat(backoff.afterDeath(NOON.plusSeconds(30))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void quietMinuteForgives() {
        Backoff backoff = new Backoff();
        backoff.afterDeath(NOON);
        backoff.afterDeath(NOON.plusSeconds(1));
        assertThat(backoff.afterDeath(NOON.plusSeconds(120))).isEqualTo(Duration.ofMillis(500));
    }
}
