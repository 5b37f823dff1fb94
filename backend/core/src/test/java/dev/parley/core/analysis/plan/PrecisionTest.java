package dev.parley.core.analysis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Wilson;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrecisionTest {
    /**
     * The number of every textbook: 385 for five points at one half (1.96^2 / (4 * 0.05^2)); Wilson's interval needs
     * four fewer.
     */
    @Test
    void fivePointsAtOneHalfNeedThreeHundredAndEightyOne() {
        assertThat(Precision.needed(0.5, Precision.FIVE_POINTS, 1.959963984540054))
                .isEqualTo(381);
        assertThat(Precision.of(new Counts(0, 0), 0.05, 0.05, 1).atMost()).isEqualTo(381);
    }

    @Test
    void whatIsKnownIsNotAskedAgain() {
        Precision found = Precision.of(new Counts(90, 100), 0.05, 0.05, 1);
        assertThat(found.expected()).isBetween(30, 60);
        assertThat(found.atMost()).isGreaterThan(found.expected());
        int all = 100 + found.expected();
        assertThat(Wilson.of((int) Math.round(0.896 * all), all).width()).isCloseTo(0.1, within(0.002));
        assertThat(Precision.of(new Counts(900, 1000), 0.05, 0.05, 1)).isEqualTo(new Precision(0, 0));
    }

    @Test
    void episodesOfTheSamePeopleAreWorthLess() {
        Counts half = new Counts(50, 100);
        assertThat(Precision.of(half, 0.05, 0.05, 2).expected() + 100)
                .isEqualTo(2 * (Precision.of(half, 0.05, 0.05, 1).expected() + 100));
        assertThatThrownBy(() -> Precision.of(half, 0.05, 0.05, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Precision.of(half, 0.5, 0.05, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void robotsTakeTheirTime() {
        // A thousand visitors and one robot of ninety seconds are twenty-five hours.
        RobotTime one = RobotTime.of(1000, Duration.ofSeconds(90), 1, 1);
        assertThat(one.robotHours()).isEqualTo(25);
        assertThat(one.waiting()).isEqualTo(Duration.ofHours(25));
        RobotTime shared = RobotTime.of(1001, Duration.ofSeconds(90), 4, 0.5);
        assertThat(shared.waiting()).isEqualTo(Duration.ofSeconds(251 * 90 * 2));
        assertThatThrownBy(() -> RobotTime.of(1, Duration.ofSeconds(1), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
