package dev.parley.core.rest.desk;

import dev.parley.core.rest.problem.Given;
import dev.parley.core.station.OpeningHours;
import java.time.DayOfWeek;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Opening hours over HTTP, both ways. */
record HoursView(
        @Schema(description = "Such as Europe/Berlin.", required = true) @Nullable
        String zone,

        @Schema(description = "At most three spells a day, none overlapping another.", required = true) @Nullable
        List<SpellView> week) {

    record SpellView(
            @Schema(implementation = DayOfWeek.class, required = true) @Nullable
            String day,

            @Schema(description = "On the wall clock: 09:00.", required = true) @Nullable
            String from,

            @Schema(description = "17:00; 00:00 is the end of the day.", required = true) @Nullable
            String until) {}

    static HoursView of(OpeningHours hours) {
        return new HoursView(
                hours.zone().getId(),
                hours.week().stream()
                        .map(spell -> new SpellView(
                                spell.day().name(),
                                spell.from().toString(),
                                spell.until().toString()))
                        .toList());
    }

    OpeningHours hours() {
        return new OpeningHours(
                OpeningHours.zone(Given.field("zone", zone)),
                Given.field("week", week).stream().map(HoursView::spell).toList());
    }

    private static OpeningHours.Spell spell(@Nullable SpellView given) {
        SpellView spell = Given.field("week", given);
        return new OpeningHours.Spell(
                Given.oneOf("day", spell.day(), DayOfWeek.class),
                OpeningHours.time(Given.field("from", spell.from())),
                OpeningHours.time(Given.field("until", spell.until())));
    }
}
