package dev.parley.core.analysis.versus;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.interval.Interval;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void fifteenBlocksWithPartialSuccess() {
        Reference row = Reference.of("two-policies").at("differences");
        Differences found = Differences.of(row.numbers("scores"));
        assertThat(found.forFirst()).isCloseTo(row.number("forFirst"), EXACT);
        assertThat(found.forSecond()).isCloseTo(row.number("forSecond"), EXACT);
        assertThat(found.mean(0.05).low()).isCloseTo(row.numbers("mean")[0], EXACT);
        assertThat(found.mean(0.05).high()).isCloseTo(row.numbers("mean")[1], EXACT);
    }

    @Test
    void zerosAndOnesAreTheEvidenceOfBlocks() {
        Reference row = Reference.of("two-policies").at("differences").at("ofZerosAndOnes");
        assertThat(Differences.of(row.numbers("scores")).forFirst()).isCloseTo(row.number("evidence"), EXACT);
        assertThat(Evidence.of(8, 7)).isCloseTo(row.number("evidence"), EXACT);
    }

    @Test
    void countsOfBlocksSayWhatTheBlocksSayOneByOne() {
        Differences counted = Differences.ofBlocks(6, 2, 5);
        Differences listed = Differences.of(0, 1, 1, -1, 0, 1, 0, 1, 0, -1, 1, 0, 1);
        assertThat(counted.forFirst()).isCloseTo(listed.forFirst(), EXACT);
        assertThat(counted.forFirst()).isCloseTo(Evidence.of(8, 6), EXACT);
        assertThat(counted.mean(0.05).low()).isCloseTo(listed.mean(0.05).low(), EXACT);
        assertThat(counted.mean(0.05).high()).isCloseTo(listed.mean(0.05).high(), EXACT);
        assertThat(Differences.ofBlocks(0, 0, 0).mean(0.05)).isEqualTo(new Interval(-1, 1));
        assertThat(Differences.ofBlocks(0, 12, 0).mean(0.05).low()).isEqualTo(-1);
    }

    @Test
    void noDifferencesSayNothing() {
        assertThat(Differences.of().forFirst()).isCloseTo(1, EXACT);
        assertThat(Differences.of().mean(0.05)).isEqualTo(new Interval(-1, 1));
        assertThat(Differences.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1).mean(0.05).high())
                .isEqualTo(1);
        assertThatThrownBy(() -> Differences.of(1.2)).hasMessageContaining("1.2");
    }

    @Test
    void meanOfTwentyBoundedScores() {
        Reference row = Reference.of("two-policies").at("boundedMean");
        Interval fixed = BoundedMean.fixed(row.numbers("scores"), 0.05);
        Interval any = BoundedMean.anyTime(row.numbers("scores"), 0.05);
        onGrid(fixed, row.numbers("fixed"), row.number("grid"), EXACT);
        onGrid(any, row.numbers("anyTime"), row.number("grid"), EXACT);
        onGrid(fixed, row.numbers("confseqFixed"), row.number("grid"), within(0.003));
        onGrid(any, row.numbers("confseqAnyTime"), row.number("grid"), within(0.003));
    }

    /** The reference names the first and the last grid point inside. */
    static void onGrid(Interval found, double[] wanted, double grid, Offset<Double> near) {
        assertThat(Math.ceil(found.low() / grid) * grid).isCloseTo(wanted[0], near);
        assertThat(Math.floor(found.high() / grid) * grid).isCloseTo(wanted[1], near);
    }

    @Test
    void boundedMeanHoldsTheTruthAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(8);
        int runs = 600;
        int missed = 0;
        for (int run = 0; run < runs; run++) {
            double[] scores = new double[40];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Math.sqrt(random.nextDouble());
            }
            missed += BoundedMean.fixed(scores, 0.1).holds(2.0 / 3) ? 0 : 1;
        }
        assertThat((double) missed / runs).isLessThan(0.1);
    }
}
