package dev.parley.core.analysis.simreal;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.interval.Interval;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredictionPoweredTest {
    private static final Reference FILE = Reference.of("simulated-and-real");

    static Stream<Reference> powered() {
        return Reference.rows("simulated-and-real", "powered");
    }

    static Stream<Reference> guaranteed() {
        return Reference.rows("simulated-and-real", "guaranteed");
    }

    private static double[] further(int number, int done) {
        double[] further = new double[number];
        Arrays.fill(further, 0, done, 1);
        return further;
    }

    private static Twins twenty() {
        Reference row = FILE.at("pairs");
        return Twins.of(
                row.numbers("real"), row.numbers("simulated"), further(row.count("further"), row.count("furtherDone")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("powered")
    void twentyPairsAndTwoHundredMore(Reference row) {
        PredictionPowered found = row.has("best")
                ? PredictionPowered.of(twenty())
                : PredictionPowered.weighted(twenty(), row.number("weight"));
        assertThat(found.weight()).isCloseTo(row.number("weight"), EXACT);
        assertThat(found.mean()).isCloseTo(row.number("mean"), EXACT);
        assertThat(found.standardError()).isCloseTo(row.number("error"), EXACT);
        assertThat(found.normal(0.05).low()).isCloseTo(row.numbers("interval")[0], EXACT);
        assertThat(found.normal(0.05).high()).isCloseTo(row.numbers("interval")[1], EXACT);
    }

    @Test
    void rateThatPagesShow() {
        Reference row = FILE.at("rate");
        int[] cells = row.counts("cells");
        Twins twins = Twins.ofCells(cells[0], cells[1], cells[2], cells[3], 200, 130);
        PairedRate found = PairedRate.of(twins, 0.05);
        assertThat(found.worth()).isCloseTo(PairedRate.of(twenty(), 0.05).worth(), EXACT);
        assertThat(found.rate()).isCloseTo(row.number("rate"), EXACT);
        assertThat(found.weight()).isCloseTo(row.number("weight"), EXACT);
        assertThat(found.standardError()).isCloseTo(row.number("error"), EXACT);
        assertThat(found.worth()).isCloseTo(row.number("worth"), EXACT);
        assertThat(found.interval().low()).isCloseTo(row.numbers("interval")[0], EXACT);
        assertThat(found.interval().high()).isCloseTo(row.numbers("interval")[1], EXACT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guaranteed")
    void guaranteedInterval(Reference row) {
        Reference pairs = FILE.at("pairs");
        double weight = row.number("weight");
        Interval found = GuaranteedMean.of(
                pairs.numbers("real"), pairs.numbers("simulated"), row.numbers("fresh"), weight, 0.05);
        assertThat(GuaranteedMean.mean(pairs.numbers("real"), pairs.numbers("simulated"), row.numbers("fresh"), weight))
                .isCloseTo(row.number("mean"), EXACT);
        // The reference names the first and last inside of a grid of the scaled mean.
        double grid = row.number("grid") * (1 + 2 * weight);
        assertThat(Math.ceil((found.low() + weight) / grid - 1e-9) * grid - weight)
                .isCloseTo(row.numbers("interval")[0], EXACT);
        assertThat(found.high() == 1 ? 1 : Math.floor((found.high() + weight) / grid + 1e-9) * grid - weight)
                .isCloseTo(row.numbers("interval")[1], EXACT);
    }

    @Test
    void withFewPairsGuaranteesAreWiderThanNoSimulation() {
        Interval half = interval(0.5);
        assertThat(half.width()).isGreaterThan(interval(0).width());
        assertThat(interval(1).width()).isGreaterThan(half.width());
    }

    private static Interval interval(double weight) {
        Reference pairs = FILE.at("pairs");
        double[] fresh = new double[20];
        Arrays.fill(fresh, 0.65);
        return GuaranteedMean.of(pairs.numbers("real"), pairs.numbers("simulated"), fresh, weight, 0.05);
    }

    @Test
    void simulatorThatNeverVariesIsNotBelieved() {
        Twins same = Twins.ofCells(6, 0, 4, 0, 50, 50);
        assertThat(PredictionPowered.of(same).weight()).isZero();
        assertThat(PredictionPowered.of(same).mean()).isCloseTo(0.6, EXACT);
        Twins none = Twins.of(new double[] {1, 0}, new double[] {1, 0}, new double[0]);
        assertThat(PredictionPowered.of(none).weight()).isZero();
    }

    @Test
    void worthOfCorrelationWithManyMoreEpisodes() {
        assertThat(PredictionPowered.worth(0.5, 20, 500)).isBetween(1.30, 1.34);
        assertThat(PredictionPowered.worth(0.7, 20, 500)).isBetween(1.86, 1.97);
        assertThat(PredictionPowered.worth(0.9, 1, 5000)).isBetween(5.0, 5.3);
    }

    @Test
    void fewPairsAndPartialSuccessAreRefused() {
        assertThatThrownBy(() -> PairedRate.of(Twins.ofCells(5, 1, 1, 2, 10, 5), 0.05))
                .hasMessage("9 pairs are fewer than 10");
        double[] partial = new double[10];
        Arrays.fill(partial, 0.5);
        assertThatThrownBy(() -> PairedRate.of(Twins.of(partial, partial, partial), 0.05))
                .hasMessage("partial success is no rate");
        assertThatThrownBy(() -> Twins.of(new double[2], new double[3], new double[0]))
                .hasMessageContaining("not pairs");
        assertThatThrownBy(() -> Twins.of(new double[] {2}, new double[1], new double[0]))
                .hasMessageContaining("2.0");
    }
}
