package dev.parley.ui.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private final HeldTimer timer = new HeldTimer();
    private final AtomicBoolean present = new AtomicBoolean(true);
    private final AtomicInteger looks = new AtomicInteger();
    private final Follower follower =
            new Follower(timer, Duration.ofMillis(150), Runnable::run, present::get, looks::incrementAndGet);

    @Test
    void pageThatIsSeenLooksOnceForAllNudgesOfAMoment() {
        follower.nudge();
        follower.nudge();
        timer.elapseOnce();
        assertThat(looks).hasValue(1);
    }

    @Test
    void nothingIsDrawnWhileNobodyIsThere() {
        present.set(false);
        for (int moment = 0; moment < 5; moment++) {
            follower.nudge();
            timer.elapseOnce();
        }
        assertThat(looks).hasValue(0);
        assertThat(timer.waiting()).isEqualTo(1);
    }

    @Test
    void whoComesBackSeesWhatHappenedMeanwhileWithoutAnotherNudge() {
        present.set(false);
        follower.nudge();
        timer.elapseOnce();
        present.set(true);
        timer.elapseOnce();
        assertThat(looks).hasValue(1);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void pageThatIsGoneIsNotLookedForAnyMore() {
        present.set(false);
        follower.nudge();
        follower.cancel();
        timer.elapseOnce();
        assertThat(timer.waiting()).isZero();
    }
}
