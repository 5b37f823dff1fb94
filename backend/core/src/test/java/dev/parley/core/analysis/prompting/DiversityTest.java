package dev.parley.core.analysis.prompting;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Jeffreys;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiversityTest {
    private static final Reference FILE = Reference.of("prompts");

    static Stream<Reference> expressivity() {
        return Reference.rows("prompts", "expressivity");
    }

    private static List<Integer> asked() {
        return Arrays.stream(FILE.counts("asked")).boxed().toList();
    }

    @Test
    void fifteenFamilies() {
        assertThat(asked().stream().mapToInt(Integer::intValue).sum()).isEqualTo(FILE.count("prompts"));
        assertThat(Collections.frequency(asked(), 1)).isEqualTo(FILE.count("once"));
        assertThat(Collections.frequency(asked(), 2)).isEqualTo(FILE.count("twice"));
        Diversity found = Diversity.of(asked());
        assertThat(found.families()).isEqualTo(FILE.count("families"));
        assertThat(found.expected()).isCloseTo(FILE.number("expected"), EXACT);
        assertThat(found.coverage()).isCloseTo(FILE.number("coverage"), EXACT);
        assertThat(found.bits()).isCloseTo(FILE.number("bits"), EXACT);
        assertThat(found.evenFamilies()).isCloseTo(FILE.number("evenFamilies"), EXACT);
        assertThat(found.frequentFamilies()).isCloseTo(FILE.number("frequentFamilies"), EXACT);
        assertThat(Diversity.goodTuring(asked())).isCloseTo(FILE.number("goodTuring"), EXACT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressivity")
    void whetherAFamilyIsSolved(Reference row) {
        Counts counts = new Counts(row.count("done"), row.count("of"));
        assertThat(Jeffreys.atLeast(counts, 0.05)).isCloseTo(row.number("lower"), EXACT);
        assertThat(Jeffreys.above(counts, 0.5)).isCloseTo(row.number("aboveHalf"), EXACT);
    }

    @Test
    void coverageIsTheChanceThatTheNextAskIsKnown() {
        assertThat(Diversity.coverage(List.of())).isZero();
        assertThat(Diversity.coverage(List.of(1))).isZero();
        assertThat(Diversity.coverage(List.of(5, 7))).isEqualTo(1);
        assertThat(Diversity.coverage(List.of(1, 1, 1))).isCloseTo(1 - 4.0 / 6, EXACT);
        assertThat(Diversity.of(List.of()).evenFamilies()).isZero();
        assertThat(Diversity.of(Collections.nCopies(8, 3)).bits()).isCloseTo(3, EXACT);
    }

    /** Hubert and Arabie (1985) leave the same groups under other names at 1, and what is drawn at 0. */
    @Test
    void sortingsThatAgree() {
        assertThat(Sortings.agreement(new int[] {1, 1, 2, 2, 3}, new int[] {7, 7, 5, 5, 9}))
                .isEqualTo(1);
        // scikit-learn's documentation: adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]) is 0.57.
        assertThat(Sortings.agreement(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1}))
                .isCloseTo(0.5714286, EXACT);
        assertThat(Sortings.agreement(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}))
                .isCloseTo(-0.5, EXACT);
        assertThat(Sortings.agreement(new int[] {0, 0}, new int[] {0, 0})).isEqualTo(1);
        assertThatThrownBy(() -> Sortings.agreement(new int[1], new int[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
