package dev.parley.sim.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void everyGuessIsCountedOnItsSideOfOneHalf() {
        Tally tally = new Tally();
        tally.add(0.9, true);
        tally.add(0.5, false);
        tally.add(0.49, true);
        tally.add(0.1, false);
        tally.add(0.2, false);

        assertThat(tally.confusion("bench")).isEqualTo(new DetectorCard.Confusion("bench", 1, 1, 1, 2));
    }

    @Test
    void calibrationErrorIsTheWeightedDistanceOfSayingAndBeing() {
        Tally tally = new Tally();
        // Ten at 0.85, of which eight were done; ten at 0.05, of which none was.
        for (int i = 0; i < 10; i++) {
            tally.add(0.85, i < 8);
            tally.add(0.05, false);
        }

        assertThat(tally.calibrationError()).isCloseTo((0.05 + 0.05) / 2, within(1e-12));
    }

    @Test
    void certaintyFallsIntoTheLastBin() {
        Tally tally = new Tally();
        tally.add(1, true);

        assertThat(tally.calibrationError()).isZero();
        assertThat(tally.reliability()).contains("0.9 - 1.0");
    }
}
