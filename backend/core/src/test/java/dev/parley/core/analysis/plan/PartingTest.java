package dev.parley.core.analysis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.plan.Parting.SoFar;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartingTest {
    private static final int PLAYS = 4000;

    static Stream<Reference> blocks() {
        return Reference.rows("two-policies", "blocks");
    }

    /** What is played meets what is reckoned exactly. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void playedStudiesEndAsReckoned(Reference row) {
        Parting found = Parting.ofRates(
                row.number("first"), row.number("second"), 2 * row.number("error"), row.count("blocks"), PLAYS, 11);
        double first = row.number("firstFound");
        double told = first + row.number("secondFound");
        assertThat(found.first()).isCloseTo(first, within(4 * Math.sqrt(first * (1 - first) / PLAYS) + 1e-6));
        assertThat(found.told()).isCloseTo(told, within(4 * Math.sqrt(told * (1 - told) / PLAYS) + 1e-3));
        if (found.half().isPresent() && row.has("median")) {
            assertThat(found.half().getAsInt()).isCloseTo(row.count("median"), within(4));
        }
    }

    @Test
    void moreDataForOneSideNeedsFewerMoreBlocks() {
        Parting early = Parting.of(new SoFar(4, 2, 0), 0.05, 400, PLAYS, 1);
        Parting late = Parting.of(new SoFar(16, 8, 1), 0.05, 400, PLAYS, 1);
        assertThat(late.half().orElseThrow()).isLessThan(early.half().orElseThrow());
        assertThat(late.told()).isGreaterThan(early.told());
        assertThat(late.first()).isGreaterThan(0.9);
        assertThat(Parting.of(new SoFar(16, 8, 1), 0.05, 400, PLAYS, 1)).isEqualTo(late);
    }

    @Test
    void policiesThatAreAlikeAreHardlyEverToldApart() {
        Parting alike = Parting.ofRates(0.7, 0.7, 0.05, 200, PLAYS, 2);
        assertThat(alike.told()).isLessThan(0.05);
        assertThat(alike.half()).isEmpty();
        assertThat(Parting.ofRates(1, 1, 0.05, 50, 100, 2).told()).isZero();
        assertThatThrownBy(() -> new SoFar(3, 2, 2)).hasMessageContaining("3 blocks");
    }
}
