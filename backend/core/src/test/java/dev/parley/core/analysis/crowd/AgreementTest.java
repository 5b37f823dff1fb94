package dev.parley.core.analysis.crowd;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.crowd.Agreement.Scale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgreementTest {
    static Stream<Reference> agreement() {
        return Reference.rows("raters", "agreement");
    }

    static Stream<Reference> kappa() {
        return Reference.rows("raters", "kappa");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agreement")
    void krippendorffsAlpha(Reference row) {
        double[][] labels = row.all("labels").stream().map(Reference::numbers).toArray(double[][]::new);
        assertThat(Agreement.alpha(labels, Scale.valueOf(row.text("scale"))).orElseThrow())
                .isCloseTo(row.number("alpha"), EXACT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kappa")
    void cohensKappa(Reference row) {
        int[][] table = row.all("table").stream().map(Reference::counts).toArray(int[][]::new);
        assertThat(Agreement.kappa(table).orElseThrow()).isCloseTo(row.number("kappa"), EXACT);
    }

    @Test
    void withoutVariationNothingCanBeSaid() {
        assertThat(Agreement.alpha(new double[][] {{1, 1}, {1, 1}}, Scale.NOMINAL))
                .isEmpty();
        assertThat(Agreement.alpha(new double[0][0], Scale.INTERVAL)).isEmpty();
        assertThat(Agreement.kappa(new int[][] {{5, 0}, {0, 0}})).isEmpty();
    }

    @Test
    void unitsWithOneLabelAreLeftOut() {
        double none = Double.NaN;
        double[][] with = {{1, 2, 1, 5}, {1, 2, 2, none}};
        double[][] without = {{1, 2, 1}, {1, 2, 2}};
        assertThat(Agreement.alpha(with, Scale.NOMINAL)).isEqualTo(Agreement.alpha(without, Scale.NOMINAL));
    }

    @Test
    void alwaysTheSameIsOne() {
        assertThat(Agreement.alpha(new double[][] {{1, 2, 3}, {1, 2, 3}}, Scale.ORDINAL)
                        .orElseThrow())
                .isEqualTo(1);
    }
}
