package dev.parley.station.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15), new Random(1));

    @Test
    void pausesDoubleUpToTheLongestAndAreSpread() {
        Duration whole = Duration.ofMillis(250);
        for (int i = 0; i < 12; i++) {
            assertThat(backoff.next()).isBetween(whole.dividedBy(2), whole);
            whole = whole.multipliedBy(2).compareTo(Duration.ofSeconds(15)) > 0
                    ? Duration.ofSeconds(15)
                    : whole.multipliedBy(2);
        }
    }

    @Test
    void successStartsOver() {
        backoff.longest();
        backoff.succeeded();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(250));
    }
}
