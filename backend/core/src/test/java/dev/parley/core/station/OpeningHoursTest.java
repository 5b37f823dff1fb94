package dev.parley.core.station;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.OpeningHours.Spell;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final OpeningHours OFFICE = new OpeningHours(
            BERLIN,
            List.of(
                    spell(MONDAY, "09:00", "12:00"),
                    spell(MONDAY, "13:00", "17:30"),
                    spell(TUESDAY, "09:00", "17:00")));

    @Test
    void openFromTheFirstMomentAndNotAtTheLast() {
        // 2026-11-23 is a Monday; Berlin is an hour ahead of UTC then.
        assertThat(OFFICE.closedUntil(Instant.parse("2026-11-23T07:59:59Z")))
                .contains(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(OFFICE.closedUntil(Instant.parse("2026-11-23T08:00:00Z"))).isEmpty();
        assertThat(OFFICE.closedUntil(Instant.parse("2026-11-23T10:59:59Z"))).isEmpty();
        assertThat(OFFICE.closedUntil(Instant.parse("2026-11-23T11:00:00Z")))
                .contains(Instant.parse("2026-11-23T12:00:00Z"));
    }

    @Test
    void afterTheLastSpellItOpensInTheNextWeek() {
        assertThat(OFFICE.closedUntil(Instant.parse("2026-11-24T16:00:00Z")))
                .contains(Instant.parse("2026-11-30T08:00:00Z"));
        assertThat(new OpeningHours(BERLIN, List.of(spell(MONDAY, "09:00", "10:00")))
                        .closedUntil(Instant.parse("2026-11-23T09:00:00Z")))
                .as("the same day of the next week")
                .contains(Instant.parse("2026-11-30T08:00:00Z"));
    }

    @Test
    void summerTimeMovesNothingOnTheWallClock() {
        assertThat(OFFICE.closedUntil(Instant.parse("2026-07-06T06:59:59Z")))
                .contains(Instant.parse("2026-07-06T07:00:00Z"));
        // 2026-03-29, a Sunday: there is no 02:30 in Berlin. It opens with the clock that jumped.
        OpeningHours night = new OpeningHours(BERLIN, List.of(spell(SUNDAY, "02:30", "04:00")));
        assertThat(night.closedUntil(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void midnightIsTheEndOfTheDay() {
        OpeningHours always = new OpeningHours(
                BERLIN,
                Stream.of(DayOfWeek.values())
                        .map(day -> spell(day, "00:00", "00:00"))
                        .toList());

        assertThat(always.closedUntil(Instant.parse("2026-11-22T22:59:59.999Z")))
                .isEmpty();
        assertThat(always.closedUntil(Instant.parse("2026-11-22T23:00:00Z"))).isEmpty();
    }

    @Test
    void whatIsStoredIsReadBack() {
        assertThat(OFFICE.written()).isEqualTo("Europe/Berlin 1 09:00-12:00 1 13:00-17:30 2 09:00-17:00");
        assertThat(OpeningHours.read(OFFICE.written())).isEqualTo(OFFICE);
        assertThat(OpeningHours.read("UTC 6 22:00-00:00").week()).containsExactly(spell(SATURDAY, "22:00", "00:00"));
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        refused("at least one", List.of());
        refused("overlap", List.of(spell(MONDAY, "09:00", "12:00"), spell(MONDAY, "11:59", "13:00")));
        refused("overlap", List.of(spell(MONDAY, "22:00", "00:00"), spell(MONDAY, "23:00", "23:30")));
        refused(
                "at most 3",
                List.of(
                        spell(MONDAY, "01:00", "02:00"),
                        spell(MONDAY, "02:00", "03:00"),
                        spell(MONDAY, "03:00", "04:00"),
                        spell(MONDAY, "04:00", "05:00")));
        assertThatThrownBy(() -> spell(MONDAY, "12:00", "12:00")).hasMessageContaining("ends after it begins");
        assertThatThrownBy(() -> OpeningHours.zone("Mars/Olympus")).hasMessageContaining("Europe/Berlin");
        assertThatThrownBy(() -> OpeningHours.time("9 am")).hasMessageContaining("09:30");
        assertThat(new OpeningHours(BERLIN, List.of(spell(MONDAY, "09:00", "12:00"), spell(MONDAY, "12:00", "13:00")))
                        .week())
                .as("one may begin as the other ends")
                .hasSize(2);
    }

    private static void refused(String words, List<Spell> week) {
        assertThatThrownBy(() -> new OpeningHours(BERLIN, week))
                .isInstanceOf(ParleyException.class)
                .hasMessageContaining(words);
    }

    private static Spell spell(DayOfWeek day, String from, String until) {
        return new Spell(day, LocalTime.parse(from), LocalTime.parse(until));
    }
}
