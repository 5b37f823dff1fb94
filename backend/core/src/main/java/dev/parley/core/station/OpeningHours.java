package dev.parley.core.station;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When a station may be offered work, by the week and on the wall clock of one zone, so that summer time moves nothing. Outside of
 * it nothing is offered; what runs goes on.
 *
 * @param week at least one and at most three spells a day, in order, none overlapping another of its day
 */
public record OpeningHours(ZoneId zone, List<Spell> week) {
    private static final int MOST_A_DAY = 3;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    /** Every spell begins within these days, whatever day it is. */
    private static final int DAYS_AHEAD = 8;

    /** @throws ParleyException BODY_MALFORMED */
    public OpeningHours {
        week = week.stream()
                .sorted(Comparator.comparing(Spell::day).thenComparing(Spell::from))
                .toList();
        if (week.isEmpty()) {
            throw malformed(
                    "Opening hours have at least one spell a week; leave them out for a station that is always open.");
        }
        for (int i = 1; i < week.size(); i++) {
            if (week.get(i).day() == week.get(i - 1).day()
                    && (week.get(i - 1).toMidnight()
                            || week.get(i).from().isBefore(week.get(i - 1).until()))) {
                throw malformed(
                        "Two spells of %s overlap.".formatted(week.get(i).day()));
            }
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            if (week.stream().filter(spell -> spell.day() == day).count() > MOST_A_DAY) {
                throw malformed("A day has at most %d spells.".formatted(MOST_A_DAY));
            }
        }
    }

    /**
     * From one time of a day to a later one.
     *
     * @param until 00:00: to the end of the day
     */
    public record Spell(DayOfWeek day, LocalTime from, LocalTime until) {
        /** @throws ParleyException BODY_MALFORMED unless it ends after it begins */
        public Spell {
            if (!until.equals(LocalTime.MIDNIGHT) && !until.isAfter(from)) {
                throw malformed(
                        "A spell ends after it begins, on the same day; 00:00 is the end of the day. %s to %s does not."
                                .formatted(CLOCK.format(from), CLOCK.format(until)));
            }
        }

        boolean toMidnight() {
            return until.equals(LocalTime.MIDNIGHT);
        }

        private boolean covers(ZonedDateTime at) {
            LocalTime time = at.toLocalTime();
            return at.getDayOfWeek() == day && !time.isBefore(from) && (toMidnight() || time.isBefore(until));
        }
    }

    /** When it opens again; empty while it is open. */
    public Optional<Instant> closedUntil(Instant now) {
        ZonedDateTime here = now.atZone(zone);
        if (week.stream().anyMatch(spell -> spell.covers(here))) {
            return Optional.empty();
        }
        LocalDate today = here.toLocalDate();
        return IntStream.range(0, DAYS_AHEAD)
                .mapToObj(today::plusDays)
                .flatMap(day -> week.stream()
                        .filter(spell -> spell.day() == day.getDayOfWeek())
                        .map(spell -> day.atTime(spell.from()).atZone(zone).toInstant()))
                .filter(opens -> opens.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** When a spell begins or ends next. */
    Instant changesAfter(Instant now) {
        LocalDate yesterday = now.atZone(zone).toLocalDate().minusDays(1);
        return IntStream.rangeClosed(0, DAYS_AHEAD)
                .mapToObj(yesterday::plusDays)
                .flatMap(day -> week.stream()
                        .filter(spell -> spell.day() == day.getDayOfWeek())
                        .flatMap(spell -> Stream.of(
                                day.atTime(spell.from()),
                                (spell.toMidnight() ? day.plusDays(1) : day).atTime(spell.until()))))
                .map(local -> local.atZone(zone).toInstant())
                .filter(change -> change.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** As stored. */
    String written() {
        StringBuilder text = new StringBuilder(zone.getId());
        week.forEach(spell -> text.append(' ')
                .append(spell.day().getValue())
                .append(' ')
                .append(CLOCK.format(spell.from()))
                .append('-')
                .append(CLOCK.format(spell.until())));
        return text.toString();
    }

    static OpeningHours read(String text) {
        String[] parts = text.split(" ");
        List<Spell> week = IntStream.iterate(1, i -> i + 1 < parts.length, i -> i + 2)
                .mapToObj(i -> new Spell(
                        DayOfWeek.of(Integer.parseInt(parts[i])),
                        LocalTime.parse(parts[i + 1].substring(0, 5)),
                        LocalTime.parse(parts[i + 1].substring(6))))
                .toList();
        return new OpeningHours(ZoneId.of(parts[0]), week);
    }

    /** @throws ParleyException BODY_MALFORMED, with an example */
    public static ZoneId zone(String text) {
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            return ZoneId.of(text);
        }
        throw malformed("zone is a time zone such as Europe/Berlin or UTC.");
    }

    /** @throws ParleyException BODY_MALFORMED, with an example */
    public static LocalTime time(String text) {
        try {
            return LocalTime.parse(text, CLOCK);
        } catch (DateTimeException e) {
            throw malformed("A time of day is written as 09:30.");
        }
    }

    private static ParleyException malformed(String what) {
        return new ParleyException(ErrorCode.BODY_MALFORMED, what);
    }
}
