package dev.parley.core.family;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.analysis.Reference;
import dev.parley.core.family.Expressivity.Success;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressivityTest {
    private static final Reference FILE = Reference.of("prompts");
    private static final List<Success> TEN = FILE.all("expressivity").stream()
            .map(row -> new Success(row.count("done"), row.count("of")))
            .toList();

    static Stream<Reference> expressivity() {
        return Reference.rows("prompts", "expressivity");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressivity")
    void familyIsSolvedWhereItsLowerBoundIsAboveOneHalf(Reference row) {
        Success family = new Success(row.count("done"), row.count("of"));
        assertThat(family.lowerBound()).isCloseTo(row.number("lower"), EXACT);
        assertThat(family.aboveHalf()).isCloseTo(row.number("aboveHalf"), EXACT);
        assertThat(family.solved()).isEqualTo(row.isSo("solved"));
    }

    @Test
    void tenFamiliesOfWhichFiveAreSolved() {
        Expressivity all = Expressivity.of(TEN, 1);
        double soft = FILE.number("softBits");
        assertThat(all.tried()).isEqualTo(10);
        assertThat(all.solved()).isEqualTo(5);
        assertThat(all.hardBits().orElseThrow()).isCloseTo(FILE.number("hardBits"), EXACT);
        assertThat(all.softBits().orElseThrow()).isCloseTo(soft, EXACT);
        assertThat(Math.pow(2, all.softBits().orElseThrow())).isCloseTo(FILE.number("expectedSolved"), EXACT);
        assertThat(all.lowBits()).isLessThan(soft);
        assertThat(all.highBits()).isGreaterThan(soft);
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
