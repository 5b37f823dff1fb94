package dev.parley.ui.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

    /** Runs what was scheduled when told to, so that no test waits. */
    private static final class HeldTimer extends ScheduledThreadPoolExecutor {
        private final Queue<Runnable> held = new ArrayDeque<>();

        private HeldTimer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            held.add(command);
            return super.schedule((Callable<String>) () -> "held", Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }

        private void elapse() {
            while (!held.isEmpty()) {
                held.remove().run();
            }
        }
    }
}
