package dev.parley.sim.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.scene.Observation;
import org.junit.jupiter.api.Test;

class EndingWatchTest {

    private final EndingWatch watch = new EndingWatch();

    @Test
    void nothingSeenGivesNoEnding() {
        assertThat(watch.ending()).isEmpty();
    }

    @Test
    void keepsTheFirstTheLastAndOneASecondBefore() {
        for (int step = 0; step <= 37; step++) {
            watch.saw(seen(step));
        }

        assertThat(watch.ending().orElseThrow().looks())
                .extracting(Observation::step)
                .containsExactly(0, 27, 37);
    }

    @Test
    void settlingThatNobodyWatchedLeavesTheLookBeforeIt() {
        watch.saw(seen(0));
        watch.saw(seen(30));
        watch.saw(seen(40));

        assertThat(watch.ending().orElseThrow().looks())
                .extracting(Observation::step)
                .containsExactly(0, 30, 40);
    }

    @Test
    void shortEpisodesLooksMayBeTheSame() {
        watch.saw(seen(0));

        assertThat(watch.ending().orElseThrow().looks())
                .extracting(Observation::step)
                .containsExactly(0, 0, 0);
    }

    private static Observation seen(int step) {
        return new Observation(new byte[0], new float[0], step);
    }
}
