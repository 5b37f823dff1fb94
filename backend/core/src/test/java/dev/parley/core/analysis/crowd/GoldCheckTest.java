package dev.parley.core.analysis.crowd;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.crowd.GoldCheck.State;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GoldCheckTest {
    @Test
    void boundsAndSteps() {
        Reference row = Reference.of("raters").at("gold");
        assertThat(GoldCheck.UPPER).isCloseTo(row.number("upper"), EXACT);
        assertThat(GoldCheck.LOWER).isCloseTo(row.number("lower"), EXACT);
        assertThat(GoldCheck.OF_RIGHT).isCloseTo(row.number("ofRight"), EXACT);
        assertThat(GoldCheck.OF_WRONG).isCloseTo(row.number("ofWrong"), EXACT);
    }

    @Test
    void threeWrongInARowShutARaterOut() {
        GoldCheck check = GoldCheck.begin().answered(false).answered(false);
        assertThat(check.state()).isEqualTo(State.OPEN);
        check = check.answered(false);
        assertThat(check.state()).isEqualTo(State.SHUT_OUT);
        for (int i = 0; i < 50; i++) {
            check = check.answered(true);
        }
        assertThat(check.state()).as("the first verdict stays").isEqualTo(State.SHUT_OUT);
        assertThat(check.right()).isEqualTo(50);
        assertThat(check.wrong()).isEqualTo(3);
    }

    @Test
    void elevenRightInARowAreTrusted() {
        GoldCheck check = GoldCheck.begin();
        for (int i = 0; i < 10; i++) {
            check = check.answered(true);
        }
        assertThat(check.state()).isEqualTo(State.OPEN);
        assertThat(check.answered(true).state()).isEqualTo(State.TRUSTED);
    }

    @Test
    void guessersAreHardlyEverTrustedAndGoodRatersHardlyEverShutOut() {
        SplittableRandom random = new SplittableRandom(6);
        assertThat(share(random, 0.55, State.TRUSTED)).isLessThan(0.015);
        assertThat(share(random, 0.85, State.SHUT_OUT)).isLessThan(0.06);
    }

    private static double share(SplittableRandom random, double right, State wanted) {
        int found = 0;
        for (int run = 0; run < 4000; run++) {
            GoldCheck check = GoldCheck.begin();
            while (check.state() == State.OPEN) {
                check = check.answered(random.nextDouble() < right);
            }
            found += check.state() == wanted ? 1 : 0;
        }
        return found / 4000.0;
    }

    @Test
    void nobodyDecidesMoreThanATenth() {
        int[] labels = IntStream.concat(
                        IntStream.of(500, 200), IntStream.generate(() -> 5).limit(40))
                .toArray();
        double[] weights = VoterCap.weights(labels, 0.1);
        double sum = IntStream.range(0, labels.length)
                .mapToDouble(person -> weights[person] * labels[person])
                .sum();
        assertThat(weights[0] * 500 / sum).isCloseTo(0.1, within(1e-9));
        assertThat(weights[1] * 200 / sum).isCloseTo(0.1, within(1e-9));
        assertThat(weights[2]).isEqualTo(1);
        // Three people cannot each have a tenth at most: they count alike.
        double[] few = VoterCap.weights(new int[] {10, 2, 1, 0}, 0.1);
        assertThat(few[0] * 10).isCloseTo(few[2], EXACT);
    }
}
