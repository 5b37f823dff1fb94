package dev.parley.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpansTest {
    @Test
    void lengthsAreAsExactAsIsUseful() {
        assertThat(Spans.spoken(Duration.ofSeconds(42))).isEqualTo("42 s");
        assertThat(Spans.spoken(Duration.ofSeconds(130))).isEqualTo("2 min 10 s");
        assertThat(Spans.spoken(Duration.ofSeconds(120))).isEqualTo("2 min");
        assertThat(Spans.spoken(Duration.ofMinutes(14))).isEqualTo("14 min");
        assertThat(Spans.spoken(Duration.ofMinutes(65))).isEqualTo("1 h 5 min");
        assertThat(Spans.spoken(Duration.ofHours(2))).isEqualTo("2 h");
    }

    @Test
    void negativeLengthIsNothing() {
        assertThat(Spans.spoken(Duration.ofSeconds(-3))).isEqualTo("0 s");
        assertThat(Spans.clock(Duration.ofSeconds(-3))).isEqualTo("0:00");
    }

    @Test
    void rangeNamesTheUnitOnceWhereItIsShared() {
        assertThat(Spans.range(Duration.ofMinutes(2), Duration.ofMinutes(6))).isEqualTo("2 to 6 min");
        assertThat(Spans.range(Duration.ofSeconds(20), Duration.ofSeconds(41))).isEqualTo("20 to 40 s");
        assertThat(Spans.range(Duration.ofSeconds(40), Duration.ofMinutes(2))).isEqualTo("40 s to 2 min");
        assertThat(Spans.range(Duration.ofMinutes(3), Duration.ofSeconds(185))).isEqualTo("about 3 min");
        assertThat(Spans.range(Duration.ZERO, Duration.ofMillis(400))).isEqualTo("No wait");
    }

    @Test
    void clockCountsHoursOnlyWhenThereAreSome() {
        assertThat(Spans.clock(Duration.ofSeconds(130))).isEqualTo("2:10");
        assertThat(Spans.clock(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
    }
}
