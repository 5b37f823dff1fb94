package dev.parley.core.station;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.station.OpeningHours.Spell;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration DAY = Duration.ofHours(24);

    /** Eight hours on every weekday; Berlin is an hour ahead of UTC in November. */
    private static final OpeningHours OFFICE = new OpeningHours(
            BERLIN,
            Stream.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)
                    .map(day -> spell(day, "09:00", "17:00"))
                    .toList());

    /** A Friday, an hour before it closes. */
    private static final Instant FRIDAY_AFTERNOON = Instant.parse("2026-11-20T15:00:00Z");

    @Test
    void weekendDoesNotCount() {
        Instant monday = new OpenTime(List.of(OFFICE)).after(FRIDAY_AFTERNOON, Duration.ofHours(2), far());

        assertThat(monday).isEqualTo("2026-11-23T09:00:00Z");
    }

    @Test
    void dayOfOpenTimeIsThreeWorkingDays() {
        assertThat(new OpenTime(List.of(OFFICE)).after(FRIDAY_AFTERNOON, DAY, far()))
                .as("an hour on Friday, eight each on Monday and Tuesday, seven on Wednesday")
                .isEqualTo("2026-11-25T15:00:00Z");
    }

    @Test
    void oneThatIsOpenIsEnoughForTimeToPass() {
        OpeningHours saturday = new OpeningHours(BERLIN, List.of(spell(SATURDAY, "09:00", "00:00")));

        assertThat(new OpenTime(List.of(OFFICE, saturday)).after(FRIDAY_AFTERNOON, Duration.ofHours(2), far()))
                .isEqualTo("2026-11-21T09:00:00Z");
    }

    @Test
    void withoutHoursTimePassesAsEver() {
        assertThat(new OpenTime(List.of()).after(FRIDAY_AFTERNOON, DAY, far())).isEqualTo(FRIDAY_AFTERNOON.plus(DAY));
    }

    @Test
    void neverLaterThanTheLatest() {
        Instant latest = Instant.parse("2026-11-22T00:00:00Z");

        assertThat(new OpenTime(List.of(OFFICE)).after(FRIDAY_AFTERNOON, DAY, latest))
                .isEqualTo(latest);
        assertThat(new OpenTime(List.of(OFFICE)).after(latest, DAY, FRIDAY_AFTERNOON))
                .isEqualTo(FRIDAY_AFTERNOON);
        assertThat(new OpenTime(List.of(OFFICE))
                        .after(FRIDAY_AFTERNOON, Duration.ofHours(1), FRIDAY_AFTERNOON.plusSeconds(60)))
                .isEqualTo(FRIDAY_AFTERNOON.plusSeconds(60));
    }

    @Test
    void nightsFromMidnightToMidnightRunOn() {
        OpeningHours always = new OpeningHours(
                BERLIN,
                Stream.of(DayOfWeek.values())
                        .map(day -> spell(day, "00:00", "00:00"))
                        .toList());

        assertThat(new OpenTime(List.of(always)).after(FRIDAY_AFTERNOON, DAY, far()))
                .isEqualTo(FRIDAY_AFTERNOON.plus(DAY));
    }

    private static Instant far() {
        return FRIDAY_AFTERNOON.plus(Duration.ofDays(60));
    }

    private static Spell spell(DayOfWeek day, String from, String until) {
        return new Spell(day, LocalTime.parse(from), LocalTime.parse(until));
    }
}
