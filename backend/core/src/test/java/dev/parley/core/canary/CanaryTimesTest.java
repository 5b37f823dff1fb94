package dev.parley.core.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.OpeningHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanaryTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void sameTimeOfDayIsAnHourOfAnotherLengthWhenSummerTimeEnds() {
        CanaryPlan plan = plan(LocalTime.of(9, 30), BERLIN);
        Instant saturday = CanaryTimes.next(plan, Instant.parse("2026-10-24T00:00:00Z"));
        assertThat(saturday).isEqualTo("2026-10-24T07:30:00Z");
        assertThat(CanaryTimes.next(plan, saturday)).isEqualTo("2026-10-25T08:30:00Z");
        assertThat(CanaryTimes.day(plan, saturday)).isEqualTo(LocalDate.of(2026, 10, 24));
    }

    @Test
    void timeThatADayDoesNotHaveComesAnHourLater() {
        CanaryPlan plan = plan(LocalTime.of(2, 30), BERLIN);
        Instant due = CanaryTimes.next(plan, Instant.parse("2026-03-28T12:00:00Z"));
        assertThat(due).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(CanaryTimes.day(plan, due)).isEqualTo(LocalDate.of(2026, 3, 29));
        assertThat(CanaryTimes.next(plan, due)).isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void dayIsThatOfItsZone() {
        CanaryPlan plan = plan(LocalTime.of(0, 10), BERLIN);
        Instant due = CanaryTimes.next(plan, NOW);
        assertThat(due).isEqualTo("2026-11-22T23:10:00Z");
        assertThat(CanaryTimes.day(plan, due)).isEqualTo(LocalDate.of(2026, 11, 23));
    }

    @Test
    void timeHasToBeWithinOpeningHoursOnSomeDay() {
        Optional<OpeningHours> hours = Optional.of(new OpeningHours(
                BERLIN, List.of(new OpeningHours.Spell(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 0)))));
        assertThatCode(() -> CanaryTimes.requireOpenSometimes(plan(LocalTime.of(9, 0), BERLIN), hours, NOW))
                .doesNotThrowAnyException();
        assertThatCode(() -> CanaryTimes.requireOpenSometimes(plan(LocalTime.of(16, 59), BERLIN), hours, NOW))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> CanaryTimes.requireOpenSometimes(plan(LocalTime.of(17, 0), BERLIN), hours, NOW))
                .isInstanceOf(ParleyException.class)
                .hasMessageContaining("within its opening hours");
        assertThatCode(() -> CanaryTimes.requireOpenSometimes(plan(LocalTime.of(3, 0), BERLIN), Optional.empty(), NOW))
                .doesNotThrowAnyException();
    }

    private static CanaryPlan plan(LocalTime at, ZoneId zone) {
        return new CanaryPlan("p", "ab", "s", "t", "words", Map.of(), List.of(1L), at, zone);
    }
}
