package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void waitIsReadWhereverItStandsAmongThePreferences() {
        assertThat(Patience.from("wait=10")).contains(Duration.ofSeconds(10));
        assertThat(Patience.from("return=minimal, wait=3; x")).contains(Duration.ofSeconds(3));
    }

    @Test
    void nobodyWaitsForEver() {
        assertThat(Patience.from("wait=99999")).contains(Duration.ofSeconds(20));
    }

    @Test
    void whoSaysNothingAboutWaitingDoesNotWait() {
        assertThat(Patience.from(null)).isEmpty();
        assertThat(Patience.from("respond-async")).isEmpty();
        assertThat(Patience.from("wait=soon")).isEmpty();
        assertThat(Patience.from("await=3")).isEmpty();
    }
}
