package dev.parley.sim.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void tellsEveryFewSecondsHowFastItGoesAndWhenItEnds() {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        SetClock clock = new SetClock();
        Progress progress = new Progress(clock, new PrintStream(shown, true, StandardCharsets.UTF_8), 400, 100);

        clock.add(Duration.ofSeconds(1));
        progress.ended(110, 60);
        clock.add(Duration.ofSeconds(29));
        progress.ended(200, 130);

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .isEqualTo("200 of 400 episodes, 130 done, 200 a minute, 0:01:00 left%n".formatted());
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.EPOCH;

        void add(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
