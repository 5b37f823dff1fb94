package dev.parley.core.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.station.ContactSpells.Change;
import dev.parley.core.station.ContactSpells.Shares;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ContactSpellsTest {
    private static final Offset<Double> CLOSE = within(1e-9);
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void nothingIsKnownWithoutAnyChange() {
        Shares shares = new ContactSpells(List.of()).shares(START, at(60));

        assertThat(shares.unknown()).isEqualTo(1);
        assertThat(shares.away()).isZero();
    }

    @Test
    void whatWasBeforeTheFirstChangeIsUnknown() {
        Shares shares = new ContactSpells(List.of(new Change(at(15), true))).shares(START, at(60));

        assertThat(shares.unknown()).isEqualTo(0.25, CLOSE);
        assertThat(shares.away()).isZero();
    }

    @Test
    void awayIsTheTimeBetweenGoingAndComingBack() {
        ContactSpells spells = new ContactSpells(
                List.of(new Change(at(-100), true), new Change(at(20), false), new Change(at(35), true)));

        assertThat(spells.shares(START, at(60)).away()).isEqualTo(0.25, CLOSE);
        assertThat(spells.shares(START, at(20)).away()).isZero();
        assertThat(spells.shares(at(20), at(35)).away()).isEqualTo(1, CLOSE);
        assertThat(spells.shares(at(35), at(60)).away()).isZero();
    }

    @Test
    void whoeverWentAndNeverCameBackIsStillAway() {
        ContactSpells spells = new ContactSpells(List.of(new Change(at(-100), true), new Change(at(-10), false)));

        assertThat(spells.shares(START, at(60)).away()).isEqualTo(1, CLOSE);
        assertThat(spells.shares(START, at(60)).unknown()).isZero();
    }

    @Test
    void emptyStretchHasNoShares() {
        assertThat(new ContactSpells(List.of()).shares(START, START)).isEqualTo(new Shares(0, 0));
    }

    private static Instant at(int minutes) {
        return START.plusSeconds(60L * minutes);
    }
}
