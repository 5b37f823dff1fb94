package dev.parley.core.analysis.simreal;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.analysis.Reference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaithfulnessTest {
    static Stream<Reference> faithfulness() {
        return Reference.rows("simulated-and-real", "faithfulness");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faithfulness")
    void simulatorOrdersPoliciesAsPublished(Reference row) {
        Faithfulness found =
                Faithfulness.of(row.numbers("simulated"), row.numbers("real")).orElseThrow();
        assertThat(found.maximumRankViolation()).isCloseTo(row.number("violation"), EXACT);
        // Their program adds 1e-8 to the spreads.
        assertThat(found.correlation().orElseThrow()).isCloseTo(row.number("theirCorrelation"), EXACT);
        if (row.has("correlation")) {
            assertThat(found.correlation().orElseThrow()).isCloseTo(row.number("correlation"), EXACT);
        }
    }

    @Test
    void orderOfTheSidesMatters() {
        double[] even = {0.5, 0.5, 0.5};
        double[] rising = {0.1, 0.2, 0.3};
        assertThat(Faithfulness.of(even, rising).orElseThrow().maximumRankViolation())
                .isNotEqualTo(Faithfulness.of(rising, even).orElseThrow().maximumRankViolation());
        assertThat(Faithfulness.of(even, rising).orElseThrow().correlation()).isEmpty();
    }

    /** Three times 0.1 is 0.30000000000000004: a mean of equal rates need not be that rate. */
    @Test
    void sideThatNeverVariesHasNoCorrelationWhateverRoundingMakesOfItsMean() {
        double[] tenths = {0.1, 0.1, 0.1};
        assertThat(Faithfulness.of(tenths, tenths).orElseThrow().correlation()).isEmpty();
        assertThat(Faithfulness.of(tenths, new double[] {0.2, 0.5, 0.9})
                        .orElseThrow()
                        .correlation())
                .isEmpty();
        assertThat(Faithfulness.spread(tenths, tenths, 200, 0.05, 1).correlation())
                .isEmpty();
    }

    @Test
    void twoPoliciesSayNothing() {
        assertThat(Faithfulness.of(new double[] {1, 0}, new double[] {1, 0})).isEmpty();
        assertThatThrownBy(() -> Faithfulness.of(new double[3], new double[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spreadHoldsWhatWasSeenAndComesAgain() {
        Reference row =
                Reference.rows("simulated-and-real", "faithfulness").findFirst().orElseThrow();
        double[] simulated = row.numbers("simulated");
        double[] real = row.numbers("real");
        Faithfulness.Spread spread = Faithfulness.spread(simulated, real, 2000, 0.05, 4);
        assertThat(spread.correlation().orElseThrow().holds(row.number("correlation")))
                .isTrue();
        assertThat(spread.maximumRankViolation().low()).isZero();
        assertThat(Faithfulness.spread(simulated, real, 2000, 0.05, 4)).isEqualTo(spread);
    }
}
