package dev.parley.core.analysis.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FellBelowTest {
    private static final double BORDER = 0.8;

    @Test
    void evidenceIsTheMeanOverLowerRatesOfTheSumOverAllStarts() {
        FellBelow watch = new FellBelow(BORDER, 1000);
        watch.add(3, 2);
        watch.add(4, 1);

        double expected = 0;
        for (int k = 1; k <= 7; k++) {
            double lower = BORDER * k / 8;
            double first = Math.pow(lower / BORDER, 3) * Math.pow((1 - lower) / (1 - BORDER), 2);
            double second = Math.pow(lower / BORDER, 4) * (1 - lower) / (1 - BORDER);
            // Fell before the first day, or before the second.
            expected += (first * second + second) / 7;
        }
        assertThat(watch.evidence()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void whereNothingFellEvidenceGrowsByOneADayOnAverage() {
        // All outcomes of three days with two tries each, done at the border.
        double mean = 0;
        for (int code = 0; code < 27; code++) {
            FellBelow watch = new FellBelow(BORDER, 1e9);
            double chance = 1;
            for (int day = 0, rest = code; day < 3; day++, rest /= 3) {
                int done = rest % 3;
                watch.add(done, 2 - done);
                chance *= (done == 1 ? 2 : 1) * Math.pow(BORDER, done) * Math.pow(1 - BORDER, 2 - done);
            }
            mean += chance * watch.evidence();
        }
        assertThat(mean).isCloseTo(3, within(1e-9));
    }

    @Test
    void triesThatAreNotAlikeGiveNoMoreThanTheirMeanRateWould() {
        double mean = 0;
        double[] rates = {1.0, 0.6};
        for (int outcome = 0; outcome < 4; outcome++) {
            int first = outcome & 1;
            int second = outcome >> 1;
            double chance = (first == 1 ? rates[0] : 1 - rates[0]) * (second == 1 ? rates[1] : 1 - rates[1]);
            FellBelow watch = new FellBelow(BORDER, 1e9);
            watch.add(first + second, 2 - first - second);
            mean += chance * watch.evidence();
        }
        assertThat(mean).isLessThan(1);
    }

    @Test
    void falseAlarmsAreAsRareAsIsPromised() {
        Random random = new Random(20261122);
        double days = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            FellBelow watch = new FellBelow(BORDER, 50);
            int done;
            do {
                days++;
                done = done(random, BORDER);
            } while (!watch.add(done, 5 - done));
        }
        assertThat(days / runs).isGreaterThan(50);
    }

    @Test
    void fallIsSeenWithinDaysAndAnAlarmStays() {
        FellBelow watch = new FellBelow(BORDER, 1000);
        for (int day = 0; day < 200; day++) {
            assertThat(watch.add(5, 0)).isFalse();
        }
        int days = 0;
        while (!watch.add(1, 4)) {
            days++;
        }
        assertThat(days).isLessThan(6);
        assertThat(watch.add(5, 0)).isTrue();
        assertThat(watch.fell()).isTrue();
    }

    @Test
    void dayWithoutTriesChangesNothing() {
        FellBelow watch = new FellBelow(BORDER, 1000);
        watch.add(4, 1);
        double before = watch.evidence();
        watch.add(0, 0);
        assertThat(watch.evidence()).isEqualTo(before);
    }

    @Test
    void whatCannotBeWatchedIsRefused() {
        assertThatThrownBy(() -> new FellBelow(0, 1000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FellBelow(1, 1000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FellBelow(Double.NaN, 1000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FellBelow(BORDER, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FellBelow(BORDER, 1000).add(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int done(Random random, double rate) {
        int done = 0;
        for (int i = 0; i < 5; i++) {
            done += random.nextDouble() < rate ? 1 : 0;
        }
        return done;
    }
}
