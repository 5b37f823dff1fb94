package dev.parley.core.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.family.Expressivity.Success;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Reference values were computed with SciPy's beta distribution. */
class ExpressivityTest {
    private static final Offset<Double> EXACT = within(1e-6);
    private static final List<Success> TEN = List.of(
            new Success(18, 20),
            new Success(12, 20),
            new Success(9, 10),
            new Success(5, 5),
            new Success(3, 3),
            new Success(1, 1),
            new Success(0, 6),
            new Success(7, 12),
            new Success(11, 12),
            new Success(2, 10));

    @Test
    void lowerBoundsAreThoseOfJeffreys() {
        double[] bounds = {0.749773, 0.417554, 0.669437, 0.694254, 0.555933, 0.228520, 0, 0.352320, 0.716868, 0.060214};
        for (int i = 0; i < bounds.length; i++) {
            assertThat(TEN.get(i).lowerBound()).as("family %d", i).isCloseTo(bounds[i], EXACT);
        }
    }

    @Test
    void tenFamiliesOfWhichFiveAreSolved() {
        Expressivity all = Expressivity.of(TEN, 1);
        assertThat(all.tried()).isEqualTo(10);
        assertThat(all.solved()).isEqualTo(5);
        assertThat(all.hardBits())
                .satisfies(value -> assertThat(value.orElseThrow()).isCloseTo(2.321928, EXACT));
        assertThat(all.softBits())
                .satisfies(value -> assertThat(value.orElseThrow()).isCloseTo(2.874607, EXACT));
        assertThat(all.lowBits()).isLessThan(2.874607);
        assertThat(all.highBits()).isGreaterThan(2.874607);
    }

    @Test
    void familyThatWasTriedOnceCountsForNothing() {
        assertThat(Expressivity.of(TEN).tried()).isEqualTo(9);
    }

    @Test
    void policyThatSolvesNothingHasNoNumber() {
        Expressivity none = Expressivity.of(List.of(new Success(0, 6), new Success(1, 9)));
        assertThat(none.solved()).isZero();
        assertThat(none.hardBits()).isEmpty();
        assertThat(none.lowBits()).isZero();
        assertThat(Expressivity.of(List.of()).softBits()).isEmpty();
        assertThatThrownBy(() -> new Success(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
