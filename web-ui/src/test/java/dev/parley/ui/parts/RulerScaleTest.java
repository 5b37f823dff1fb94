package dev.parley.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RulerScaleTest {
    @Test
    void scaleLeavesRoomBehindTheLongestWait() {
        assertThat(RulerScale.fitting(Duration.ofSeconds(20)).end()).isEqualTo(Duration.ofSeconds(30));
        assertThat(RulerScale.fitting(Duration.ofSeconds(29)).end()).isEqualTo(Duration.ofMinutes(1));
        assertThat(RulerScale.fitting(Duration.ofSeconds(340)).end()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void waitBeyondEveryScaleStaysOnTheRuler() {
        RulerScale longest = RulerScale.fitting(Duration.ofDays(30));
        assertThat(longest.percent(Duration.ofDays(30))).isEqualTo(100);
    }

    @Test
    void marksLieInProportionToTime() {
        RulerScale eight = new RulerScale(Duration.ofMinutes(8), 8);
        assertThat(eight.percent(Duration.ofSeconds(130))).isCloseTo(27.08, within(0.01));
        assertThat(eight.percent(Duration.ofSeconds(-5))).isZero();
        assertThat(eight.tick(4)).isEqualTo(50);
    }

    @Test
    void labelsThatWouldTouchShareOnePlace() {
        RulerScale minute = new RulerScale(Duration.ofMinutes(1), 6);
        assertThat(minute.joined(Duration.ofSeconds(20), Duration.ofSeconds(26), 34))
                .hasValue(230 / 6.0);
        assertThat(minute.joined(Duration.ofSeconds(10), Duration.ofSeconds(50), 34))
                .isEmpty();
    }

    @Test
    void rulerWithoutLengthIsRefused() {
        assertThatThrownBy(() -> new RulerScale(Duration.ZERO, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RulerScale(Duration.ofMinutes(1), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
