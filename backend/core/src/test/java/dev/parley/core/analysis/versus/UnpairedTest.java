package dev.parley.core.analysis.versus;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.versus.Unpaired.Side;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnpairedTest {
    static Stream<Reference> unpaired() {
        return Reference.rows("two-policies", "unpaired");
    }

    static Stream<Reference> otherTwoSidedBoschloo() {
        return Reference.rows("two-policies", "otherTwoSidedBoschloo");
    }

    static Stream<Reference> published() {
        return Reference.rows("two-policies", "published");
    }

    private static Unpaired table(Reference row) {
        int[] first = row.counts("first");
        int[] second = row.counts("second");
        return Unpaired.of(new Counts(first[0], first[1]), new Counts(second[0], second[1]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unpaired")
    void barnardBoschlooAndFisher(Reference row) {
        Unpaired table = table(row);
        assertThat(table.barnard(Side.BOTH)).isCloseTo(row.number("barnard"), EXACT);
        assertThat(table.score()).isCloseTo(row.number("score"), EXACT);
        assertThat(table.boschloo(Side.BOTH)).isCloseTo(row.number("boschloo"), EXACT);
        assertThat(table.fisher(Side.BOTH)).isCloseTo(row.number("fisher"), EXACT);
    }

    @Test
    void examplesOfSciPysDocumentation() {
        Reference barnard =
                Reference.rows("two-policies", "documented").findFirst().orElseThrow();
        assertThat(table(barnard).score()).isCloseTo(barnard.number("score"), EXACT);
        assertThat(table(barnard).barnard(Side.BOTH)).isCloseTo(barnard.number("both"), EXACT);
        assertThat(table(barnard).barnard(Side.SECOND_IS_BETTER)).isCloseTo(barnard.number("secondIsBetter"), EXACT);
        Reference boschloo =
                Reference.rows("two-policies", "documented").skip(1).findFirst().orElseThrow();
        assertThat(table(boschloo).fisher(Side.FIRST_IS_BETTER)).isCloseTo(boschloo.number("fisher"), EXACT);
        assertThat(table(boschloo).boschloo(Side.FIRST_IS_BETTER)).isCloseTo(boschloo.number("firstIsBetter"), EXACT);
    }

    /** Two definitions of both sides: ours is never far from the other, and Barnard's is one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("otherTwoSidedBoschloo")
    void bothSidesOfBoschlooByTheOtherDefinition(Reference row) {
        Unpaired table = table(row);
        assertThat(table.barnard(Side.BOTH)).isCloseTo(row.number("barnard"), EXACT);
        assertThat(table.boschlooByBothSides()).isCloseTo(row.number("byTwoSidedFisher"), EXACT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void whatBooksPrint(Reference row) {
        assertThat(table(row).fisher(Side.valueOf(row.text("side")))).isCloseTo(row.number("p"), EXACT);
    }

    @Test
    void boschlooIsNeverBlunterThanFisher() {
        for (int first = 0; first <= 9; first++) {
            for (int second = 0; second <= 6; second++) {
                Unpaired table = Unpaired.of(new Counts(first, 9), new Counts(second, 6));
                assertThat(table.boschloo(Side.FIRST_IS_BETTER))
                        .isLessThanOrEqualTo(table.fisher(Side.FIRST_IS_BETTER) + 1e-12);
            }
        }
    }

    @Test
    void nothingIsComparedWithNothing() {
        assertThatThrownBy(() -> Unpaired.of(new Counts(0, 0), new Counts(1, 2)))
                .hasMessageContaining("without episodes");
    }
}
