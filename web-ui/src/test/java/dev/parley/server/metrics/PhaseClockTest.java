package dev.parley.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.EpisodeState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PhaseClockTest {
    private final AtomicLong now = new AtomicLong();
    private final PhaseClock clock = new PhaseClock(now::get);
    private final EpisodeId episode = EpisodeId.random();

    @Test
    void phaseIsTimedFromItsBeginningToTheNext() {
        assertThat(clock.entered(episode, EpisodeState.RESETTING)).isEmpty();
        now.set(Duration.ofSeconds(2).toNanos());
        assertThat(clock.entered(episode, EpisodeState.RESETTING))
                .as("the same again adds nothing")
                .isEmpty();
        assertThat(clock.entered(episode, EpisodeState.RUNNING))
                .contains(new PhaseClock.Left(EpisodeState.RESETTING, Duration.ofSeconds(2)));
    }

    @Test
    void endIsCountedOnce() {
        clock.entered(episode, EpisodeState.RUNNING);
        assertThat(clock.ended(episode)).isTrue();
        assertThat(clock.ended(episode)).isFalse();
    }

    @Test
    void episodesThatWentElsewhereAreForgotten() {
        clock.entered(episode, EpisodeState.RUNNING);
        for (int other = 0; other < 5000; other++) {
            clock.entered(EpisodeId.random(), EpisodeState.RUNNING);
        }
        assertThat(clock.ended(episode)).isFalse();
    }
}
