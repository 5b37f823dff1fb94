package dev.parley.core.canary;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.OpeningHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.stream.IntStream;

/** When canaries are due, on the wall clock of their zone. Pure. */
final class CanaryTimes {
    private static final int DAYS_OF_A_WEEK = 7;
    private static final int DAYS_LOOKED_BACK = 366;

    private CanaryTimes() {}

    /** The first time of the plan after that moment. */
    static Instant next(CanaryPlan plan, Instant after) {
        ZonedDateTime today = after.atZone(plan.zone()).with(plan.at());
        // Where summer time leaves the hour out, it comes an hour later that day.
        return today.toInstant().isAfter(after)
                ? today.toInstant()
                : after.atZone(plan.zone())
                        .toLocalDate()
                        .plusDays(1)
                        .atTime(plan.at())
                        .atZone(plan.zone())
                        .toInstant();
    }

    static LocalDate day(CanaryPlan plan, Instant due) {
        return due.atZone(plan.zone()).toLocalDate();
    }

    /**
     * The day before the first one that is read: a year back, and always as far as the first days that count, since what is usual is found
     * in them however long ago they were.
     */
    static LocalDate readAfter(CanaryData canary, Instant now) {
        LocalDate year = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS_LOOKED_BACK);
        LocalDate first = canary.baselineFrom().minusDays(1);
        return first.isBefore(year) ? first : year;
    }

    static boolean open(Optional<OpeningHours> hours, Instant at) {
        return hours.flatMap(known -> known.closedUntil(at)).isEmpty();
    }

    /** @throws ParleyException BODY_MALFORMED where the station is closed at that time on every day of the week */
    static void requireOpenSometimes(CanaryPlan plan, Optional<OpeningHours> hours, Instant now) {
        LocalDate today = now.atZone(plan.zone()).toLocalDate();
        boolean sometimes = IntStream.range(0, DAYS_OF_A_WEEK)
                .mapToObj(days -> today.plusDays(days)
                        .atTime(plan.at())
                        .atZone(plan.zone())
                        .toInstant())
                .anyMatch(at -> open(hours, at));
        if (!sometimes) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "The station is closed at %s (%s) on every day of the week; choose a time within its opening hours."
                            .formatted(plan.at(), plan.zone()));
        }
    }
}
