package dev.parley.core.analysis.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.crowd.Agreement.Scale;
import dev.parley.core.analysis.interval.Draws;
import dev.parley.core.analysis.interval.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementIntervalTest {
    private static final int ROUNDS = 400;
    private static final double ERROR = 0.05;

    @Test
    void holdsWhatThereIsMostlyAsOftenAsItSays() {
        double truth = Agreement.alpha(labels(new SplittableRandom(1), 200_000), Scale.NOMINAL)
                .orElseThrow();
        int held = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            Interval interval = of(labels(Draws.stream(5, run), 120));
            held += interval.holds(truth) ? 1 : 0;
        }
        // 95 % ± three standard errors of 300 runs, and a little less, as percentile intervals of skewed numbers are.
        assertThat(held / (double) runs).isBetween(0.90, 0.99);
    }

    @Test
    void moreClipsMakeItNarrowerAndTheSameSeedTheSame() {
        double[][] few = labels(new SplittableRandom(3), 50);
        double[][] many = labels(new SplittableRandom(3), 5_000);
        assertThat(of(many).width()).isLessThan(of(few).width() / 5);
        assertThat(of(few)).isEqualTo(of(few));
        assertThat(of(many).holds(Agreement.alpha(many, Scale.NOMINAL).orElseThrow()))
                .isTrue();
    }

    @Test
    void fullAgreementIsCertainAndWithoutVariationThereIsNone() {
        assertThat(of(new double[][] {{0, 1, 2, 0}, {0, 1, 2, 0}})).isEqualTo(new Interval(1, 1));
        assertThat(AgreementInterval.of(new double[][] {{1, 1}, {1, 1}}, Scale.NOMINAL, ROUNDS, ERROR, 7))
                .isEmpty();
        assertThat(AgreementInterval.of(new double[0][0], Scale.NOMINAL, ROUNDS, ERROR, 7))
                .isEmpty();
    }

    /** What is added up by clips is what alpha of the drawn clips' labels would be. */
    @Test
    void roundsAreAlphasOfClipsDrawnAgain() {
        double[][] labels = labels(new SplittableRandom(11), 30);
        double[] rounds = IntStream.range(0, ROUNDS)
                .mapToDouble(round -> {
                    SplittableRandom random = Draws.stream(7, round);
                    int[] drawn = IntStream.generate(() -> random.nextInt(30))
                            .limit(30)
                            .toArray();
                    double[][] again = Arrays.stream(labels)
                            .map(rater -> IntStream.of(drawn)
                                    .mapToDouble(clip -> rater[clip])
                                    .toArray())
                            .toArray(double[][]::new);
                    return Agreement.alpha(again, Scale.NOMINAL).orElse(1);
                })
                .sorted()
                .toArray();
        Interval naive = Draws.middle(rounds, ERROR);
        assertThat(of(labels).low()).isCloseTo(naive.low(), within(1e-12));
        assertThat(of(labels).high()).isCloseTo(naive.high(), within(1e-12));
    }

    /** A page shows it a second after each label. */
    @Test
    void manyClipsTakeLittleTime() {
        double[][] labels = labels(new SplittableRandom(5), 20_000);
        Instant before = Instant.now();
        AgreementInterval.of(labels, Scale.ORDINAL, 1_000, ERROR, 7);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void clipsWithOneLabelChangeNothing() {
        double none = Double.NaN;
        assertThat(of(new double[][] {{0, 1, 2, 1, 1}, {0, 1, 2, 0, none}})).isEqualTo(of(new double[][] {
            {0, 1, 2, 1}, {0, 1, 2, 0}
        }));
    }

    @Test
    void nonsenseIsRefused() {
        double[][] labels = {{0, 1}, {0, 1}};
        assertThatThrownBy(() -> AgreementInterval.of(labels, Scale.NOMINAL, 0, ERROR, 7))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AgreementInterval.of(labels, Scale.NOMINAL, ROUNDS, 0, 7))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Interval of(double[][] labels) {
        return AgreementInterval.of(labels, Scale.NOMINAL, ROUNDS, ERROR, 7).orElseThrow();
    }

    /** Two raters, each right nine times in ten about what is so half of the time. */
    private static double[][] labels(RandomGenerator random, int clips) {
        double[][] labels = new double[2][clips];
        for (int clip = 0; clip < clips; clip++) {
            int truth = random.nextInt(2);
            for (double[] rater : labels) {
                rater[clip] = random.nextDouble() < 0.9 ? truth : 1 - truth;
            }
        }
        return labels;
    }
}
