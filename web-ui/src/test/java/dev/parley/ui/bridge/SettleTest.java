package dev.parley.ui.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettleTest {
    private final HeldTimer timer = new HeldTimer();
    private final AtomicInteger runs = new AtomicInteger();
    private final Settle settle = new Settle(timer, Duration.ofMillis(150), runs::incrementAndGet);

    @Test
    void nudgesThatComeTogetherAreOneRun() {
        settle.nudge();
        settle.nudge();
        settle.nudge();
        timer.elapse();
        assertThat(runs).hasValue(1);
    }

    @Test
    void nudgeAfterARunIsAnother() {
        settle.nudge();
        timer.elapse();
        settle.nudge();
        timer.elapse();
        assertThat(runs).hasValue(2);
    }

    @Test
    void nothingRunsAfterCancel() {
        settle.nudge();
        settle.cancel();
        settle.nudge();
        timer.elapse();
        assertThat(runs).hasValue(0);
    }
}
