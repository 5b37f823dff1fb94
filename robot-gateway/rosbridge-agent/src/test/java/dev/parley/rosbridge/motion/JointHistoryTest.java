package dev.parley.rosbridge.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JointHistoryTest {
    private static final long MS = 1_000_000;
    private static final long T0 = Duration.ofHours(1).toNanos();

    private final JointHistory history = new JointHistory(0.004, Duration.ofMillis(250));

    private void sample(long ms, double position) {
        history.add(new double[] {position}, 5 + ms * MS, T0 + ms * MS);
    }

    private Rest restAt(long ms) {
        return history.rest(T0 + ms * MS);
    }

    @Test
    void nothingIsKnownOfAnArmThatSaysNothing() {
        assertThat(restAt(0)).isEqualTo(Rest.UNKNOWN);
        sample(0, 1);
        sample(20, 1);
        assertThat(restAt(20)).as("two samples are too few").isEqualTo(Rest.UNKNOWN);
    }

    @Test
    void armIsStillWhenItStaysForAWhile() {
        for (int ms = 0; ms <= 200; ms += 20) {
            sample(ms, ms < 100 ? 0.0 : 0.5);
        }
        assertThat(restAt(200)).isEqualTo(Rest.MOVING);
        for (int ms = 220; ms <= 320; ms += 20) {
            sample(ms, 0.5);
        }
        assertThat(restAt(320)).isEqualTo(Rest.STILL);
        assertThat(history.stillSinceNs()).hasValue(T0 + 100 * MS);
    }

    @Test
    void oldSamplesSayNothing() {
        for (int ms = 0; ms <= 300; ms += 20) {
            sample(ms, 1);
        }
        assertThat(restAt(300)).isEqualTo(Rest.STILL);
        assertThat(restAt(551)).isEqualTo(Rest.UNKNOWN);
        assertThat(history.fresh(T0 + 550 * MS)).isPresent();
        assertThat(history.fresh(T0 + 551 * MS)).isEmpty();
    }

    @Test
    void samplesThatWereHeldUpAreAsOldAsTheyAre() {
        for (int ms = 0; ms <= 300; ms += 20) {
            sample(ms, 1);
        }
        // Two seconds of network, and then everything at once.
        for (int ms = 320; ms <= 2300; ms += 20) {
            history.add(new double[] {1}, 5 + ms * MS, T0 + 2_300 * MS);
        }
        assertThat(history.newest().orElseThrow().takenNs())
                .isCloseTo(T0 + 2_300 * MS, org.assertj.core.api.Assertions.within(MS));
        history.add(new double[] {1}, 5 + 2_320 * MS, T0 + 4_320 * MS);
        assertThat(history.fresh(T0 + 4_320 * MS)).as("two seconds late").isEmpty();
    }

    @Test
    void driverWithoutAClockIsBelievedAtReceipt() {
        history.add(new double[] {1}, 0, T0);
        history.add(new double[] {1}, 0, T0 + 100 * MS);
        assertThat(history.fresh(T0 + 300 * MS)).isPresent();
    }

    @Test
    void driverWhoseClockIsSetIsBelievedAgainAtOnce() {
        for (int ms = 0; ms <= 300; ms += 20) {
            sample(ms, 1);
        }
        long anHour = Duration.ofHours(1).toNanos();
        for (int sign : new int[] {-1, 1}) {
            long at = T0 + (sign < 0 ? 400 : 800) * MS;
            history.add(new double[] {2}, at - T0 + anHour * 5 + sign * anHour, at);
            assertThat(history.fresh(at)).as("sign %d", sign).isPresent();
        }
    }

    @Test
    void clocksMayDriftApart() {
        // 100 ppm for ten minutes.
        for (int second = 0; second < 600; second++) {
            long stamp = second * 1_000 * MS;
            history.add(new double[] {1}, stamp + 1, T0 + stamp + stamp / 10_000);
        }
        long now = T0 + 599_000 * MS + 599_000 * MS / 10_000;
        assertThat(history.fresh(now)).isPresent();
    }
}
