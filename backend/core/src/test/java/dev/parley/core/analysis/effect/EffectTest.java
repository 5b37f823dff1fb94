package dev.parley.core.analysis.effect;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.EventRate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EffectTest {
    static Stream<Reference> differences() {
        return Reference.rows("effects", "differences");
    }

    private static Counts counts(int[] both) {
        return new Counts(both[0], both[1]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void differenceOfTwoRatesAsNewcombePrintsIt(Reference row) {
        RateDifference found = RateDifference.of(counts(row.counts("first")), counts(row.counts("second")), 0.05);
        assertThat(found.interval().low()).isCloseTo(row.number("low"), within(5.1e-5));
        assertThat(found.interval().high()).isCloseTo(row.number("high"), within(5.1e-5));
        assertThat(found.told()).isEqualTo(row.number("low") > 0);
    }

    @Test
    void sidesAreMirrored() {
        RateDifference one = RateDifference.of(new Counts(3, 11), new Counts(8, 9), 0.1);
        RateDifference other = RateDifference.of(new Counts(8, 9), new Counts(3, 11), 0.1);
        assertThat(one.points()).isCloseTo(-other.points(), EXACT);
        assertThat(one.interval().low()).isCloseTo(-other.interval().high(), EXACT);
        assertThatThrownBy(() -> RateDifference.of(new Counts(0, 0), new Counts(1, 1), 0.05))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void episodesThatAreAlikeSayLess() {
        RateDifference alone = RateDifference.of(new Counts(30, 40), new Counts(12, 40), 0.05);
        RateDifference alike = RateDifference.of(new Counts(30, 40), new Counts(12, 40), 0.05, 4);
        RateDifference tenth = RateDifference.of(new Counts(3, 4), new Counts(12, 40), 0.05);
        assertThat(alike.points()).isEqualTo(alone.points());
        assertThat(alike.interval().width())
                .isGreaterThan(1.8 * alone.interval().width());
        assertThat(alike.interval().low()).isGreaterThan(tenth.interval().low());
        assertThatThrownBy(() -> RateDifference.of(new Counts(1, 2), new Counts(1, 2), 0.05, 0.5))
                .hasMessageContaining("0.5");
    }

    @Test
    void ringsOfTheShuttleByTemperature() {
        Reference row = Reference.of("effects").at("rings");
        int[] distress = row.counts("distress");
        boolean[] done = new boolean[distress.length];
        for (int i = 0; i < done.length; i++) {
            done[i] = distress[i] == 1;
        }
        Slope found = Slope.of(row.numbers("temperature"), done).orElseThrow();
        assertThat(found.intercept()).isCloseTo(row.number("intercept"), within(5.1e-5));
        assertThat(found.perUnit()).isCloseTo(row.number("perUnit"), within(5.1e-5));
        assertThat(found.interceptError()).isCloseTo(row.number("interceptError"), within(5.1e-4));
        assertThat(found.perUnitError()).isCloseTo(row.number("perUnitError"), within(5.1e-5));
        assertThat(found.interval(0.05).high()).isBetween(-0.03, -0.01);
        // At 31 degrees, the day of the accident (Dalal and others 1989).
        assertThat(found.at(31)).isCloseTo(0.9996, within(1e-4));
    }

    @Test
    void whereOneValuePartsAllNoLineIsTheBest() {
        assertThat(Slope.of(new double[] {1, 2, 3, 4}, new boolean[] {false, false, true, true}))
                .isEmpty();
        assertThat(Slope.of(new double[] {2, 2, 2}, new boolean[] {false, true, true}))
                .isEmpty();
        assertThatThrownBy(() -> Slope.of(new double[2], new boolean[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eventsAnHour() {
        EventRate none = EventRate.of(0, 10, 0.05);
        assertThat(none.interval().low()).isZero();
        // Half of a chi-squared quantile with 2k + 1 degrees: 5.023886 / 2 and 16.012764 / 2, 1.689869 / 2.
        assertThat(none.interval().high()).isCloseTo(0.2511943, EXACT);
        assertThat(EventRate.of(3, 1, 0.05).interval().high()).isCloseTo(8.006382, EXACT);
        assertThat(EventRate.of(3, 1, 0.05).interval().low()).isCloseTo(0.8449346, EXACT);
        assertThat(EventRate.of(3, 2, 0.05).perHour()).isCloseTo(1.75, EXACT);
        assertThat(EventRate.score(1, 4)).isEqualTo(0.75);
        assertThat(EventRate.score(9, 4)).isZero();
        assertThatThrownBy(() -> EventRate.of(1, 0, 0.05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventRate.score(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
