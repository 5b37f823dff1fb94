package dev.parley.core.analysis.interval;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

class StratifiedTest {
    private static final Reference ROW = Reference.of("rates").at("stratified");

    private static List<Stratum> three() {
        return ROW.all("strata").stream()
                .map(Reference::numbers)
                .map(one -> Stratum.of((int) one[0], (int) one[1], one[2]))
                .toList();
    }

    @Test
    void threeStrataWithFixedWeights() {
        Stratified found = Stratified.of(three(), 0.05);
        assertThat(found.rate()).isCloseTo(ROW.number("rate"), EXACT);
        assertThat(found.interval().low()).isCloseTo(ROW.numbers("interval")[0], EXACT);
        assertThat(found.interval().high()).isCloseTo(ROW.numbers("interval")[1], EXACT);
        assertThat(found.uncovered()).isZero();
        assertThat(Stratified.variance(three())).isCloseTo(ROW.number("variance"), EXACT);
    }

    @Test
    void beliefOfThreeStrata() {
        Stratified.Belief belief = Stratified.belief(three(), 0.05, 200_000, 1);
        assertThat(belief.mean()).isCloseTo(ROW.number("beliefMean"), EXACT);
        assertThat(belief.variance()).isCloseTo(ROW.number("beliefVariance"), EXACT);
        // A quantile's standard error is sqrt(q (1 - q) / draws) / density; the density there is near 0.7.
        double three = 3 * Math.sqrt(0.025 * 0.975 * (1.0 / 200_000 + 1.0 / 2_000_000)) / 0.7;
        assertThat(belief.interval().low()).isCloseTo(ROW.numbers("beliefInterval")[0], within(three));
        assertThat(belief.interval().high()).isCloseTo(ROW.numbers("beliefInterval")[1], within(three));
    }

    @Test
    void stratumWithoutEpisodesStaysAndIsNamed() {
        Stratified found = Stratified.of(List.of(Stratum.of(8, 10, 0.8), Stratum.of(0, 0, 0.2)), 0.05);
        assertThat(found.rate()).isCloseTo(0.74, EXACT);
        assertThat(found.uncovered()).isCloseTo(0.2, EXACT);
        assertThat(found.interval().low()).isLessThan(0.8 * Wilson.of(8, 10).low() + 0.1);
        assertThat(Stratified.variance(List.of(Stratum.of(0, 0, 1)))).isCloseTo(0.25, EXACT);
    }

    @Test
    void oneStratumIsWilsonsInterval() {
        Stratified found = Stratified.of(List.of(Stratum.of(27, 50, 1)), 0.05);
        assertThat(found.interval().low()).isCloseTo(Wilson.of(27, 50).low(), EXACT);
        assertThat(found.interval().high()).isCloseTo(Wilson.of(27, 50).high(), EXACT);
    }

    @Test
    void weightsThatDoNotSumToOneAreRefused() {
        assertThatThrownBy(() -> Stratified.of(List.of(Stratum.of(1, 2, 0.5)), 0.05))
                .hasMessage("weights sum to 0.5, not to 1");
        assertThatThrownBy(() -> Stratum.of(1, 2, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
