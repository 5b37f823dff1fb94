package dev.parley.station.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseClockTest {
    private static final Duration TTL = Duration.ofSeconds(3);
    private static final LeaseTiming REAL =
            new LeaseTiming(Optional.of(Duration.ofMillis(1500)), Duration.ofSeconds(3));
    private static final LeaseTiming SIMULATOR = new LeaseTiming(Optional.empty(), Duration.ofSeconds(30));

    private boolean stopped;
    private final LeaseClock clock = new LeaseClock();
    private final MotionGuard<String> guard = new MotionGuard<>(clock, () -> stopped, "contact lost", ms(0));

    @BeforeEach
    void sessionOfARealRobot() {
        clock.welcome(7, REAL, ms(0));
    }

    @Test
    void nothingMovesBeforeTheFirstRenewal() {
        clock.heartbeatSent(1, ms(10));

        assertThat(guard.mayMove(ms(20))).isFalse();
        assertThat(guard.ending(ms(60_000))).isEmpty();
    }

    @Test
    void validityCountsFromWhenTheHeartbeatWasSentNotFromWhenTheRenewalCame() {
        clock.heartbeatSent(1, ms(0));

        assertThat(clock.renew(1, TTL, 7, ms(1400))).isTrue();

        assertThat(guard.mayMove(ms(1499))).isTrue();
        assertThat(guard.mayMove(ms(1500))).isFalse();
    }

    @Test
    void delayedRenewalNeverGrantsMotion() {
        clock.heartbeatSent(1, ms(0));
        assertThat(clock.renew(1, TTL, 7, ms(100))).isTrue();
        clock.heartbeatSent(2, ms(500));

        assertThat(clock.renew(2, TTL, 7, ms(2100)))
                .as("younger than the ttl, so it counts")
                .isTrue();
        assertThat(guard.mayMove(ms(2100)))
                .as("but it is older than the hold time")
                .isFalse();
        clock.heartbeatSent(3, ms(2200));
        assertThat(clock.renew(3, TTL, 7, ms(5201))).as("older than the ttl").isFalse();
        assertThat(guard.mayMove(ms(5201))).isFalse();
    }

    @Test
    void olderRenewalThatComesLateDoesNotShortenAFresherOne() {
        clock.heartbeatSent(1, ms(0));
        clock.heartbeatSent(2, ms(1000));
        assertThat(clock.renew(2, TTL, 7, ms(1100))).isTrue();
        assertThat(clock.renew(1, TTL, 7, ms(1200))).isTrue();

        assertThat(guard.mayMove(ms(2400))).isTrue();
    }

    @Test
    void renewalOfAnotherSessionOrOfNoHeartbeatIsIgnored() {
        clock.heartbeatSent(1, ms(0));

        assertThat(clock.renew(1, TTL, 6, ms(10))).isFalse();
        assertThat(clock.renew(2, TTL, 7, ms(10))).isFalse();
        assertThat(guard.mayMove(ms(10))).isFalse();
    }

    @Test
    void holdEndsWithAFreshRenewalOfTheSameSession() {
        renewAt(1, 0);
        assertThat(guard.holds(ms(2000))).isTrue();

        renewAt(2, 2100);

        assertThat(guard.mayMove(ms(2110))).isTrue();
    }

    @Test
    void holdThatANewSessionCutsIsTheEnd() {
        renewAt(1, 0);
        assertThat(guard.holds(ms(2000))).isTrue();

        clock.welcome(8, REAL, ms(2200));
        clock.heartbeatSent(1, ms(2210));
        assertThat(clock.renew(1, TTL, 8, ms(2220))).isTrue();

        assertThat(guard.mayMove(ms(2230))).isFalse();
        assertThat(guard.ending(ms(2230))).contains("contact lost");
    }

    @Test
    void controlledStopIsFinalWhateverComesLater() {
        renewAt(1, 0);
        assertThat(guard.ending(ms(3000))).contains("contact lost");

        renewAt(2, 3100);

        assertThat(guard.mayMove(ms(3110))).isFalse();
        assertThat(guard.ending(ms(3110))).contains("contact lost");
    }

    @Test
    void simulatorNeverHoldsAndOutlivesAReconnect() {
        clock.welcome(8, SIMULATOR, ms(0));
        clock.heartbeatSent(1, ms(0));
        assertThat(clock.renew(1, Duration.ofSeconds(30), 8, ms(1))).isTrue();
        assertThat(guard.mayMove(ms(20_000))).isTrue();

        clock.welcome(9, SIMULATOR, ms(20_000));

        assertThat(guard.mayMove(ms(29_999))).isTrue();
        assertThat(guard.mayMove(ms(30_000))).isFalse();
    }

    @Test
    void stopForbidsMotionAndTheFirstEndingStays() {
        renewAt(1, 0);
        stopped = true;
        assertThat(guard.mayMove(ms(10))).isFalse();
        guard.end("stopped");
        stopped = false;

        assertThat(guard.mayMove(ms(20))).isFalse();
        guard.end("withdrawn");
        assertThat(guard.ending(ms(20))).contains("stopped");
    }

    @Test
    void startIsValidFromTheHeartbeatItNames() {
        clock.heartbeatSent(4, ms(0));

        assertThat(clock.stillValid(4, Duration.ofSeconds(1), ms(1000))).isTrue();
        assertThat(clock.stillValid(4, Duration.ofSeconds(1), ms(1001))).isFalse();
        assertThat(clock.stillValid(5, Duration.ofSeconds(1), ms(1))).isFalse();
    }

    @Test
    void timesThatDoNotGrowAreRefused() {
        assertThatThrownBy(() -> new LeaseTiming(Optional.of(Duration.ofSeconds(3)), Duration.ofSeconds(3)))
                .hasMessageContaining("before the controlled stop");
    }

    private void renewAt(long sequence, long millis) {
        clock.heartbeatSent(sequence, ms(millis));
        assertThat(clock.renew(sequence, TTL, 7, ms(millis))).isTrue();
    }

    private static long ms(long millis) {
        // Far from zero and about to overflow: only differences count.
        return Long.MAX_VALUE - 1_000_000_000L + millis * 1_000_000L;
    }
}
